-- Whoever audits on :on does not hold on that day a role that is audited, unless a reason is written down.
SELECT
    'appointments' AS subject_register,
    x.id AS subject_id,
    p.name AS subject_label,
    CASE WHEN o.person IS NULL OR COALESCE(x.double_role_reason, o.reason_given, '') <> '' THEN 'met'
        ELSE 'not-met' END AS state,
    CASE
        WHEN o.person IS NULL THEN 'independent'
        WHEN COALESCE(x.double_role_reason, o.reason_given, '') <> '' THEN 'double-role-reasoned'
        ELSE 'audits-own-work'
    END AS reason,
    CAST(NULL AS TEXT) AS detail_1,
    CAST(NULL AS TEXT) AS detail_2,
    x.ends_on AS due
FROM appointments x
JOIN people p ON p.id = x.person
LEFT JOIN (
    SELECT y.person, MAX(y.double_role_reason) AS reason_given
    FROM appointments y
    WHERE y.role IN ('ciso', 'deputy-ciso', 'chief-security-manager', 'division-security-officer',
            'section-security-manager', 'system-manager', 'system-operator')
        AND y.starts_on <= :on AND COALESCE(y.ends_on, '9999-12-31') >= :on
    GROUP BY y.person
) o ON o.person = x.person
WHERE x.role IN ('chief-audit-officer', 'auditor')
    AND x.starts_on <= :on AND COALESCE(x.ends_on, '9999-12-31') >= :on
ORDER BY x.id
