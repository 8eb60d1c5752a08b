-- Accounts of systems on a closed network are looked at every three months.
SELECT
    'system-accounts' AS subject_register,
    x.id AS subject_id,
    x.login AS subject_label,
    CASE
        WHEN x.reviewed_on < :three_months_ago THEN 'not-met'
        WHEN x.reviewed_on IS NULL OR x.reviewed_on > :on THEN 'undetermined'
        ELSE 'met'
    END AS state,
    CASE
        WHEN x.reviewed_on < :three_months_ago THEN 'review-late'
        WHEN x.reviewed_on IS NULL OR x.reviewed_on > :on THEN 'unreviewed'
        ELSE 'reviewed'
    END AS reason,
    s.name AS detail_1,
    x.reviewed_on AS detail_2,
    CASE WHEN x.reviewed_on <= :on THEN x.reviewed_on END AS due
FROM system_accounts x
JOIN information_systems s ON s.id = x.system
JOIN networks n ON n.id = s.network AND n.exposure = 'closed'
WHERE COALESCE(x.is_disabled, 0) = 0 AND COALESCE(x.starts_on, '') <= :on AND COALESCE(x.ends_on, '9999-12-31') >= :on
ORDER BY x.id
