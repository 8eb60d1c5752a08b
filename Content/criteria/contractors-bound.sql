-- Whoever handles information under a contract in force on :on is known by name and bound by it,
-- subcontractors too.
SELECT
    'contracts' AS subject_register,
    c.id AS subject_id,
    c.title AS subject_label,
    CASE
        WHEN c.security_clauses = 'refuted' OR c.subcontracting = 'unapproved' THEN 'not-met'
        WHEN k.id IS NULL OR c.section IS NULL OR c.security_clauses IS NULL OR c.subcontracting IS NULL
            THEN 'undetermined'
        ELSE 'met'
    END AS state,
    CASE
        WHEN c.security_clauses = 'refuted' THEN 'unbound'
        WHEN c.subcontracting = 'unapproved' THEN 'chain-unapproved'
        WHEN k.id IS NULL THEN 'no-contractor'
        WHEN c.section IS NULL THEN 'no-section'
        WHEN c.security_clauses IS NULL THEN 'promise-unconfirmed'
        WHEN c.subcontracting IS NULL THEN 'chain-unknown'
        ELSE 'bound'
    END AS reason,
    k.name AS detail_1,
    CAST(NULL AS TEXT) AS detail_2,
    c.ends_on AS due
FROM contracts c
LEFT JOIN contractors k ON k.id = c.contractor
WHERE c.handles_information = 1
    AND COALESCE(c.starts_on, '') <= :on AND COALESCE(c.ends_on, '9999-12-31') >= :on
ORDER BY c.id
