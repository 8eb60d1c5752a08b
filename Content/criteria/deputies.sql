-- Whether somebody stands ready to take over each role on :on: a deputy in service who is not the holder.
SELECT
    'roles' AS subject_register,
    s.role AS subject_id,
    s.label AS subject_label,
    CASE
        WHEN h.ready = 1 THEN 'met'
        WHEN h.role IS NULL THEN 'undetermined'
        ELSE 'not-met'
    END AS state,
    CASE
        WHEN h.ready = 1 THEN 'ready'
        WHEN h.role IS NULL THEN 'no-appointment'
        WHEN h.left_day IS NOT NULL THEN 'deputy-left'
        ELSE 'no-deputy'
    END AS reason,
    CASE WHEN h.ready = 1 THEN h.deputy ELSE h.leaver END AS detail_1,
    h.left_day AS detail_2,
    CASE WHEN h.ready = 1 AND h.ready_until < '9999-12-31' THEN h.ready_until END AS due
FROM (
    SELECT 'ciso' AS role, '最高情報セキュリティ責任者（CISO）' AS label
    UNION ALL
    SELECT 'chief-security-manager', '統括情報セキュリティ責任者'
    UNION ALL
    SELECT 'system-manager', '情報システム管理者'
    UNION ALL
    SELECT 'contact-point', '統一的な窓口'
    UNION ALL
    SELECT 'chief-audit-officer', '情報セキュリティ監査統括責任者'
) s
LEFT JOIN (
    SELECT
        x.role,
        MAX(CASE WHEN d.id <> COALESCE(x.person, '') AND COALESCE(d.starts_on, '') <= :on
            AND COALESCE(d.ends_on, '9999-12-31') >= :on THEN 1 ELSE 0 END) AS ready,
        MIN(CASE WHEN COALESCE(d.ends_on, '9999-12-31') >= :on THEN d.name END) AS deputy,
        MAX(CASE WHEN COALESCE(d.ends_on, '9999-12-31') >= :on THEN
            CASE WHEN COALESCE(x.ends_on, '9999-12-31') < COALESCE(d.ends_on, '9999-12-31') THEN x.ends_on
            ELSE COALESCE(d.ends_on, '9999-12-31') END END) AS ready_until,
        MAX(CASE WHEN d.ends_on < :on THEN d.ends_on END) AS left_day,
        MIN(CASE WHEN d.ends_on < :on THEN d.name END) AS leaver
    FROM appointments x
    LEFT JOIN people d ON d.id = x.deputy
    WHERE x.starts_on <= :on AND COALESCE(x.ends_on, '9999-12-31') >= :on
    GROUP BY x.role
) h ON h.role = s.role
ORDER BY s.role
