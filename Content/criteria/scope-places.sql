-- The scope is whole: every unit works at a site, and every site has a unit that answers for it.
SELECT
    s.subject_register,
    s.subject_id,
    s.subject_label,
    s.state,
    s.reason,
    CAST(NULL AS TEXT) AS detail_1,
    CAST(NULL AS TEXT) AS detail_2,
    CAST(NULL AS TEXT) AS due
FROM (
    SELECT
        'organization-units' AS subject_register,
        u.id AS subject_id,
        u.name AS subject_label,
        CASE WHEN p.id IS NULL THEN 'not-met' ELSE 'met' END AS state,
        CASE WHEN p.id IS NULL THEN 'no-site' ELSE 'placed' END AS reason
    FROM organization_units u
    LEFT JOIN sites p ON p.id = u.site
    UNION ALL
    SELECT
        'sites',
        p.id,
        p.name,
        CASE WHEN h.units IS NULL THEN 'undetermined' ELSE 'met' END,
        CASE WHEN h.units IS NULL THEN 'site-without-unit' ELSE 'answered-for' END
    FROM sites p
    LEFT JOIN (SELECT u.site, COUNT(*) AS units FROM organization_units u GROUP BY u.site) h ON h.site = p.id
) s
ORDER BY s.subject_register, s.subject_id
