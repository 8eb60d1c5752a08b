-- Who can sign in to this software on :on. The last day in service still counts: on 3/31 an account is in
-- order, on 4/1 it is a leaver's, unless the same staff number is in service again that day under another
-- record. An account without a person is shared.
SELECT
    'accounts' AS subject_register,
    a.id AS subject_id,
    a.login AS subject_label,
    CASE
        WHEN p.id IS NULL THEN 'not-met'
        WHEN COALESCE(p.starts_on, '') > :on THEN 'undetermined'
        WHEN COALESCE(p.ends_on, '9999-12-31') >= :on OR r.staff_number IS NOT NULL THEN 'met'
        ELSE 'not-met'
    END AS state,
    CASE
        WHEN a.person IS NULL THEN 'shared'
        WHEN p.id IS NULL THEN 'person-unknown'
        WHEN COALESCE(p.starts_on, '') > :on THEN 'before-first-day'
        WHEN COALESCE(p.ends_on, '9999-12-31') >= :on THEN 'in-service'
        WHEN r.staff_number IS NOT NULL THEN 'taken-on-again'
        ELSE 'left'
    END AS reason,
    p.name AS detail_1,
    p.ends_on AS detail_2,
    CASE WHEN COALESCE(p.ends_on, '9999-12-31') >= :on THEN p.ends_on END AS due
FROM accounts a
LEFT JOIN people p ON p.id = a.person
LEFT JOIN (
    SELECT q.staff_number
    FROM people q
    WHERE q.staff_number IS NOT NULL
        AND COALESCE(q.starts_on, '') <= :on AND COALESCE(q.ends_on, '9999-12-31') >= :on
    GROUP BY q.staff_number
) r ON r.staff_number = p.staff_number
WHERE a.disabled = 0 AND COALESCE(a.ends_on, '9999-12-31') >= :on
ORDER BY a.id
