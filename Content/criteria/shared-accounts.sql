-- A shared account has a reason; without one nobody can say who did it.
SELECT
    'system-accounts' AS subject_register,
    x.id AS subject_id,
    x.login AS subject_label,
    CASE
        WHEN COALESCE(x.shared_reason, '') = '' THEN 'not-met'
        ELSE 'met'
    END AS state,
    CASE
        WHEN COALESCE(x.shared_reason, '') = '' THEN 'without-reason'
        ELSE 'reasoned'
    END AS reason,
    COALESCE(s.name, '情報システム不明') AS detail_1,
    CAST(NULL AS TEXT) AS detail_2,
    x.ends_on AS due
FROM system_accounts x
LEFT JOIN information_systems s ON s.id = x.system
WHERE x.kind = 'shared' AND COALESCE(x.is_disabled, 0) = 0 AND COALESCE(x.starts_on, '') <= :on AND COALESCE(x.ends_on, '9999-12-31') >= :on
ORDER BY x.id
