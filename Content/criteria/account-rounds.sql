-- In the fiscal year's account reviews every list is signed, and every account that was to end is proved to have
-- ended before the review counts. Where there has been a review, the privileged accounts of each information
-- system in use stand in a list that was signed within three months.
SELECT
    'confirmation-lists' AS subject_register,
    x.id AS subject_id,
    COALESCE(u.name, x.title) AS subject_label,
    CASE
        WHEN x.signed_on <= :on AND COALESCE(e.unproved, 0) = 0 THEN 'met'
        WHEN x.signed_on <= :on OR x.closed_on <= :on OR x.due_on < :on THEN 'not-met'
        ELSE 'undetermined'
    END AS state,
    CASE
        WHEN x.signed_on <= :on AND COALESCE(e.unproved, 0) = 0 THEN 'signed'
        WHEN x.signed_on <= :on THEN 'end-unproved'
        WHEN x.closed_on <= :on THEN 'closed-unsigned'
        WHEN x.due_on < :on THEN 'unsigned'
        ELSE 'answering'
    END AS reason,
    CAST(COALESCE(e.unproved, 0) AS TEXT) AS detail_1,
    x.due_on AS detail_2,
    CASE WHEN x.signed_on <= :on THEN CAST(NULL AS TEXT) ELSE x.due_on END AS due
FROM confirmation_lists x
LEFT JOIN organization_units u ON u.id = x.unit
LEFT JOIN (
    SELECT r.list, COUNT(*) AS unproved
    FROM confirmation_rows r
    WHERE r.answer = 'end' AND COALESCE(r.ended_on, '9999-12-31') > :on
    GROUP BY r.list
) e ON e.list = x.id
WHERE x.kind <> 'inventory' AND x.started_on >= :year_start AND x.started_on <= :on
UNION ALL
SELECT
    'information-systems',
    s.id,
    s.name,
    CASE
        WHEN v.reviewed IS NULL THEN 'undetermined'
        WHEN v.reviewed < :three_months_ago THEN 'not-met'
        ELSE 'met'
    END,
    CASE
        WHEN v.reviewed IS NULL THEN 'privileged-never'
        WHEN v.reviewed < :three_months_ago THEN 'privileged-late'
        ELSE 'privileged-reviewed'
    END,
    CAST(NULL AS TEXT),
    v.reviewed,
    v.reviewed
FROM information_systems s
JOIN (
    SELECT a.system, MAX(l.signed_on) AS reviewed
    FROM system_accounts a
    LEFT JOIN confirmation_rows r ON r.subject = a.id
    LEFT JOIN confirmation_lists l ON l.id = r.list AND l.signed_on <= :on
    WHERE a.is_privileged = 1 AND COALESCE(a.is_disabled, 0) = 0
        AND COALESCE(a.starts_on, '') <= :on AND COALESCE(a.ends_on, '9999-12-31') >= :on
    GROUP BY a.system
) v ON v.system = s.id
WHERE COALESCE(s.ends_on, '9999-12-31') >= :on
    AND EXISTS (SELECT 1 FROM confirmation_lists g WHERE g.kind <> 'inventory' AND g.started_on <= :on)
ORDER BY subject_register, subject_id
