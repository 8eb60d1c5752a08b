-- Contracts in force on :on under which information is handled have the security requirements written into
-- them.
SELECT
    'contracts' AS subject_register,
    c.id AS subject_id,
    c.title AS subject_label,
    CASE
        WHEN c.security_clauses = 'confirmed' THEN 'met'
        WHEN c.security_clauses = 'refuted' THEN 'not-met'
        ELSE 'undetermined'
    END AS state,
    CASE
        WHEN c.security_clauses = 'confirmed' THEN 'written'
        WHEN c.security_clauses = 'refuted' THEN 'clauses-missing'
        ELSE 'clauses-unchecked'
    END AS reason,
    k.name AS detail_1,
    c.clauses_place AS detail_2,
    c.ends_on AS due
FROM contracts c
LEFT JOIN contractors k ON k.id = c.contractor
WHERE c.handles_information = 1
    AND COALESCE(c.starts_on, '') <= :on AND COALESCE(c.ends_on, '9999-12-31') >= :on
ORDER BY c.id
