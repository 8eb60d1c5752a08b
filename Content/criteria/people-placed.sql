-- Everybody in service on :on has a section and a first day (members of the body's head need no section),
-- and no section that keeps assets is without people.
SELECT
    s.subject_register,
    s.subject_id,
    s.subject_label,
    s.state,
    s.reason,
    CAST(NULL AS TEXT) AS detail_1,
    CAST(NULL AS TEXT) AS detail_2,
    s.due
FROM (
    SELECT
        'people' AS subject_register,
        p.id AS subject_id,
        p.name AS subject_label,
        CASE
            WHEN p.unit IS NULL AND p.employment <> 'head' THEN 'not-met'
            WHEN p.starts_on IS NULL THEN 'undetermined'
            ELSE 'met'
        END AS state,
        CASE
            WHEN p.unit IS NULL AND p.employment <> 'head' THEN 'no-unit'
            WHEN p.starts_on IS NULL THEN 'no-first-day'
            ELSE 'placed'
        END AS reason,
        CAST(NULL AS TEXT) AS due
    FROM people p
    WHERE COALESCE(p.starts_on, '') <= :on AND COALESCE(p.ends_on, '9999-12-31') >= :on
    UNION ALL
    SELECT 'organization-units', u.id, u.name, 'undetermined', 'unit-without-people', CAST(NULL AS TEXT)
    FROM organization_units u
    LEFT JOIN (
        SELECT q.unit, COUNT(*) AS heads
        FROM people q
        WHERE COALESCE(q.starts_on, '') <= :on AND COALESCE(q.ends_on, '9999-12-31') >= :on
        GROUP BY q.unit
    ) h ON h.unit = u.id
    WHERE u.keeps_assets = 1 AND h.heads IS NULL
) s
ORDER BY s.subject_register, s.subject_id
