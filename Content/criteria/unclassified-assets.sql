-- What has no class cannot be handled by class.
SELECT
    'information-assets' AS subject_register,
    a.id AS subject_id,
    a.name AS subject_label,
    CASE WHEN a.confidentiality IS NULL THEN 'not-met' ELSE 'met' END AS state,
    CASE WHEN a.confidentiality IS NULL THEN 'unclassified' ELSE 'classified' END AS reason,
    CAST(NULL AS TEXT) AS detail_1,
    CAST(NULL AS TEXT) AS detail_2,
    CAST(NULL AS TEXT) AS due
FROM information_assets a
ORDER BY a.id
