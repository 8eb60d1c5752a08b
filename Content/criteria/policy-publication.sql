-- Every recorded adoption of the revision in force on :on was published within a month of its decision (31
-- of the units below, which count 31 days to every month), or a record of the requirement says why not.
SELECT
    'organs' AS subject_register,
    a.organ AS subject_id,
    CASE a.organ WHEN 'head' THEN '管理者' WHEN 'assembly' THEN '議会' WHEN 'audit-commissioners' THEN '監査委員'
        WHEN 'fire' THEN '消防長' WHEN 'equity' THEN '公平委員会' ELSE 'その他の執行機関' END AS subject_label,
    CASE
        WHEN a.decided_on IS NULL THEN 'undetermined'
        WHEN a.published_on IS NULL AND a.decided_on < :one_month_ago THEN 'not-met'
        WHEN a.published_on IS NULL THEN 'undetermined'
        WHEN (CAST(SUBSTR(a.published_on, 1, 4) AS INTEGER) * 372 + CAST(SUBSTR(a.published_on, 6, 2) AS INTEGER) * 31
                + CAST(SUBSTR(a.published_on, 9, 2) AS INTEGER))
            - (CAST(SUBSTR(a.decided_on, 1, 4) AS INTEGER) * 372 + CAST(SUBSTR(a.decided_on, 6, 2) AS INTEGER) * 31
                + CAST(SUBSTR(a.decided_on, 9, 2) AS INTEGER)) > 31
            AND COALESCE(x.explained_on, '') < a.published_on THEN 'not-met'
        WHEN COALESCE(a.published_at, '') = '' THEN 'undetermined'
        ELSE 'met'
    END AS state,
    CASE
        WHEN a.decided_on IS NULL THEN 'day-unknown'
        WHEN a.published_on IS NULL AND a.decided_on < :one_month_ago THEN 'unpublished'
        WHEN a.published_on IS NULL THEN 'publication-awaited'
        WHEN (CAST(SUBSTR(a.published_on, 1, 4) AS INTEGER) * 372 + CAST(SUBSTR(a.published_on, 6, 2) AS INTEGER) * 31
                + CAST(SUBSTR(a.published_on, 9, 2) AS INTEGER))
            - (CAST(SUBSTR(a.decided_on, 1, 4) AS INTEGER) * 372 + CAST(SUBSTR(a.decided_on, 6, 2) AS INTEGER) * 31
                + CAST(SUBSTR(a.decided_on, 9, 2) AS INTEGER)) > 31
            AND COALESCE(x.explained_on, '') < a.published_on THEN 'published-late'
        WHEN COALESCE(a.published_at, '') = '' THEN 'place-unknown'
        ELSE 'published'
    END AS reason,
    a.decided_on AS detail_1,
    a.published_on AS detail_2,
    CASE WHEN a.published_on IS NULL THEN a.decided_on END AS due
FROM (
    SELECT
        b.organ,
        b.revision,
        b.decided_on,
        CASE WHEN b.published_on <= :on THEN b.published_on END AS published_on,
        b.published_at,
        ROW_NUMBER() OVER (PARTITION BY b.organ, b.revision ORDER BY b.id DESC) AS place
    FROM policy_adoptions b
    WHERE b.decided_on IS NULL OR b.decided_on <= :on
) a
CROSS JOIN (
    SELECT MAX(v.id) AS id
    FROM policy_revisions v
    CROSS JOIN (
        SELECT COALESCE(MAX(w.id), '') AS id
        FROM policy_revisions w
        WHERE COALESCE(w.in_force_on, w.decided_on) = (
            SELECT MAX(COALESCE(y.in_force_on, y.decided_on))
            FROM policy_revisions y
            WHERE COALESCE(y.in_force_on, y.decided_on) <= :on
        )
    ) d
    WHERE v.id = d.id OR (v.in_force_on IS NULL AND v.decided_on IS NULL AND v.id > d.id)
) c
CROSS JOIN (
    SELECT MAX(w.done_on) AS explained_on
    FROM answers w
    WHERE w.requirement IN ('SEED-序2(1)', 'LAW-publication') AND w.outcome = 'done'
        AND COALESCE(w.reason, '') <> '' AND w.done_on <= :on
) x
WHERE a.revision = c.id AND a.place = 1
ORDER BY a.organ
