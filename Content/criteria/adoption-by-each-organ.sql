-- The revision in force on :on is adopted by the head and by the assembly, each for itself or together, and
-- by every other organ of which an adoption is recorded. A revision without dates counts as newest where it
-- was recorded last.
SELECT
    'organs' AS subject_register,
    s.organ AS subject_id,
    s.label AS subject_label,
    CASE
        WHEN a.organ IS NULL AND f.organ IS NOT NULL THEN 'not-met'
        WHEN a.organ IS NULL OR a.decided_on IS NULL THEN 'undetermined'
        ELSE 'met'
    END AS state,
    CASE
        WHEN a.organ IS NULL AND f.organ IS NOT NULL THEN 'older-revision-only'
        WHEN a.organ IS NULL THEN 'not-recorded'
        WHEN a.decided_on IS NULL THEN 'day-unknown'
        ELSE 'adopted'
    END AS reason,
    COALESCE(a.decided_on, f.decided_on) AS detail_1,
    a.published_on AS detail_2,
    CAST(NULL AS TEXT) AS due
FROM (
    SELECT 'head' AS organ, '管理者' AS label, 1 AS place
    UNION ALL
    SELECT 'assembly', '議会', 2
    UNION ALL
    SELECT o.organ,
        CASE o.organ WHEN 'audit-commissioners' THEN '監査委員' WHEN 'fire' THEN '消防長'
            WHEN 'equity' THEN '公平委員会' ELSE 'その他の執行機関' END, 3
    FROM policy_adoptions o
    WHERE o.organ NOT IN ('head', 'assembly')
    GROUP BY o.organ
) s
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
LEFT JOIN (
    SELECT
        b.organ,
        b.revision,
        b.decided_on,
        CASE WHEN b.published_on <= :on THEN b.published_on END AS published_on,
        b.published_at,
        ROW_NUMBER() OVER (PARTITION BY b.organ, b.revision ORDER BY b.id DESC) AS place
    FROM policy_adoptions b
    WHERE b.decided_on IS NULL OR b.decided_on <= :on
) a ON a.organ = s.organ AND a.revision = c.id AND a.place = 1
LEFT JOIN (
    SELECT e.organ, MAX(e.decided_on) AS decided_on
    FROM policy_adoptions e
    WHERE e.decided_on <= :on
    GROUP BY e.organ
) f ON f.organ = s.organ
WHERE c.id IS NOT NULL
ORDER BY s.place, s.organ
