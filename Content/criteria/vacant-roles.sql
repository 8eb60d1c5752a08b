-- Who holds each role on :on. An appointment holds from its first to its last day, and only as long as its
-- person is in service: whoever leaves on 3/31 and is taken on again on 4/1 needs a new appointment.
SELECT
    s.subject_register,
    s.subject_id,
    s.subject_label,
    CASE
        WHEN h.held = 1 THEN 'met'
        WHEN n.recorded = 0 THEN 'undetermined'
        ELSE 'not-met'
    END AS state,
    CASE
        WHEN h.held = 1 THEN 'held'
        WHEN n.recorded = 0 THEN 'nothing-recorded'
        WHEN h.deputized = 1 THEN CASE WHEN s.per_unit = 1 THEN 'section-deputy-only' ELSE 'deputy-only' END
        WHEN h.left_day IS NOT NULL THEN CASE WHEN s.per_unit = 1 THEN 'section-holder-left' ELSE 'holder-left' END
        WHEN h.ended_day IS NOT NULL THEN CASE WHEN s.per_unit = 1 THEN 'section-ended' ELSE 'ended' END
        ELSE CASE WHEN s.per_unit = 1 THEN 'section-vacant' ELSE 'vacant' END
    END AS reason,
    CASE
        WHEN h.held = 1 THEN h.holder
        WHEN h.deputized = 1 THEN h.deputy
        ELSE h.leaver
    END AS detail_1,
    COALESCE(h.left_day, h.ended_day) AS detail_2,
    CASE WHEN h.held = 1 AND h.held_until < '9999-12-31' THEN h.held_until END AS due
FROM (
    SELECT 'roles' AS subject_register, 'ciso' AS subject_id, '最高情報セキュリティ責任者（CISO）' AS subject_label,
        'ciso' AS role, '' AS unit, 0 AS per_unit
    UNION ALL
    SELECT 'roles', 'chief-security-manager', '統括情報セキュリティ責任者', 'chief-security-manager', '', 0
    UNION ALL
    SELECT 'roles', 'system-manager', '情報システム管理者', 'system-manager', '', 0
    UNION ALL
    SELECT 'roles', 'contact-point', '統一的な窓口', 'contact-point', '', 0
    UNION ALL
    SELECT 'roles', 'chief-audit-officer', '情報セキュリティ監査統括責任者', 'chief-audit-officer', '', 0
    UNION ALL
    SELECT 'organization-units', u.id, u.name, 'section-security-manager', u.id, 1
    FROM organization_units u
    WHERE u.keeps_assets = 1
) s
CROSS JOIN (SELECT COUNT(*) AS recorded FROM appointments) n
LEFT JOIN (
    SELECT
        a.role,
        a.unit,
        MAX(a.held) AS held,
        MAX(a.deputized) AS deputized,
        MIN(CASE WHEN a.held = 1 THEN a.holder END) AS holder,
        MIN(CASE WHEN a.deputized = 1 THEN a.deputy END) AS deputy,
        MAX(CASE WHEN a.held = 1 THEN a.held_until END) AS held_until,
        MAX(CASE WHEN a.held = 0 THEN a.left_day END) AS left_day,
        MIN(CASE WHEN a.held = 0 AND a.left_day IS NOT NULL THEN a.holder END) AS leaver,
        MAX(a.ended_day) AS ended_day
    FROM (
        SELECT
            p.name AS holder,
            d.name AS deputy,
            x.role,
            CASE WHEN x.role = 'section-security-manager' THEN COALESCE(x.unit, '') ELSE '' END AS unit,
            CASE
                WHEN COALESCE(x.ends_on, '9999-12-31') < COALESCE(p.ends_on, '9999-12-31') THEN x.ends_on
                ELSE COALESCE(p.ends_on, '9999-12-31')
            END AS held_until,
            CASE
                WHEN COALESCE(x.ends_on, '9999-12-31') >= :on AND p.id IS NOT NULL
                    AND COALESCE(p.starts_on, '') <= :on AND COALESCE(p.ends_on, '9999-12-31') >= :on THEN 1
                ELSE 0
            END AS held,
            CASE
                WHEN COALESCE(x.ends_on, '9999-12-31') >= :on AND d.id IS NOT NULL
                    AND COALESCE(d.starts_on, '') <= :on AND COALESCE(d.ends_on, '9999-12-31') >= :on THEN 1
                ELSE 0
            END AS deputized,
            CASE WHEN COALESCE(x.ends_on, '9999-12-31') >= :on AND p.ends_on < :on THEN p.ends_on END AS left_day,
            CASE WHEN x.ends_on < :on THEN x.ends_on END AS ended_day
        FROM appointments x
        LEFT JOIN people p ON p.id = x.person
        LEFT JOIN people d ON d.id = x.deputy
        WHERE x.starts_on <= :on
    ) a
    GROUP BY a.role, a.unit
) h ON h.role = s.role AND h.unit = s.unit
ORDER BY s.per_unit, s.subject_id
