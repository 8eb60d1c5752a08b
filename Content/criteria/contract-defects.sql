-- What a check of a contractor found is put right.
SELECT
    'contracts' AS subject_register,
    c.id AS subject_id,
    c.title AS subject_label,
    CASE WHEN c.check_result = 'defect' THEN 'not-met' ELSE 'met' END AS state,
    CASE WHEN c.check_result = 'defect' THEN 'defect-open' ELSE 'settled' END AS reason,
    k.name AS detail_1,
    c.checked_on AS detail_2,
    CAST(NULL AS TEXT) AS due
FROM contracts c
LEFT JOIN contractors k ON k.id = c.contractor
WHERE c.handles_information = 1 AND c.check_result IS NOT NULL AND c.checked_on <= :on
    AND COALESCE(c.starts_on, '') <= :on
ORDER BY c.id
