-- Who can sign in to the information systems on :on. The last day in service still counts: on 3/31 an
-- account is in order, on 4/1 it is a leaver's, unless the same staff number is in service again that day
-- under another record. Personal accounts have a person; shared ones a reason. Each was found needed within
-- a year, privileged ones within three months.
SELECT
    'system-accounts' AS subject_register,
    x.id AS subject_id,
    x.login AS subject_label,
    CASE
        WHEN x.person IS NULL AND COALESCE(x.kind, 'personal') = 'personal' OR x.person IS NULL AND x.kind =
            'shared' AND COALESCE(x.shared_reason, '') = '' OR x.person IS NOT NULL AND p.id IS NULL OR
            COALESCE(p.ends_on, '9999-12-31') < :on AND r.staff_number IS NULL OR x.review_result = 'end'
            AND x.reviewed_on <= :on OR x.is_privileged = 1 AND x.reviewed_on < :three_months_ago OR
            x.reviewed_on < :one_year_ago THEN 'not-met'
        WHEN COALESCE(p.starts_on, '') > :on OR x.reviewed_on IS NULL OR x.reviewed_on > :on THEN
            'undetermined'
        ELSE 'met'
    END AS state,
    CASE
        WHEN x.person IS NULL AND COALESCE(x.kind, 'personal') = 'personal' THEN 'nobodys'
        WHEN x.person IS NULL AND x.kind = 'shared' AND COALESCE(x.shared_reason, '') = '' THEN
            'shared-without-reason'
        WHEN x.person IS NOT NULL AND p.id IS NULL THEN 'person-unknown'
        WHEN COALESCE(p.ends_on, '9999-12-31') < :on AND r.staff_number IS NULL THEN 'left'
        WHEN x.review_result = 'end' AND x.reviewed_on <= :on THEN 'end-not-done'
        WHEN x.is_privileged = 1 AND x.reviewed_on < :three_months_ago THEN 'privileged-review-late'
        WHEN x.reviewed_on < :one_year_ago THEN 'review-late'
        WHEN COALESCE(p.starts_on, '') > :on THEN 'before-first-day'
        WHEN x.reviewed_on IS NULL OR x.reviewed_on > :on THEN 'unreviewed'
        ELSE 'in-order'
    END AS reason,
    COALESCE(s.name, '情報システム不明') AS detail_1,
    CASE WHEN p.ends_on < :on THEN p.ends_on ELSE x.reviewed_on END AS detail_2,
    COALESCE(x.ends_on, CASE WHEN p.ends_on >= :on THEN p.ends_on END) AS due
FROM system_accounts x
LEFT JOIN people p ON p.id = x.person
LEFT JOIN information_systems s ON s.id = x.system
LEFT JOIN (
    SELECT q.staff_number
    FROM people q
    WHERE q.staff_number IS NOT NULL
        AND COALESCE(q.starts_on, '') <= :on AND COALESCE(q.ends_on, '9999-12-31') >= :on
    GROUP BY q.staff_number
) r ON r.staff_number = p.staff_number
WHERE COALESCE(x.is_disabled, 0) = 0 AND COALESCE(x.starts_on, '') <= :on AND COALESCE(x.ends_on, '9999-12-31') >= :on
ORDER BY x.id
