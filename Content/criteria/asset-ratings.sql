-- Each asset has three values, each with its reason, looked at within a year. A day after :on is not known
-- on :on.
SELECT
    'information-assets' AS subject_register,
    a.id AS subject_id,
    a.name AS subject_label,
    CASE
        WHEN a.confidentiality IS NULL OR a.integrity IS NULL OR a.availability IS NULL THEN 'not-met'
        WHEN COALESCE(a.confidentiality_reason, '') = '' OR COALESCE(a.integrity_reason, '') = ''
            OR COALESCE(a.availability_reason, '') = '' THEN 'not-met'
        WHEN a.classified_on IS NULL OR a.classified_on > :on THEN 'undetermined'
        WHEN a.classified_on < :one_year_ago THEN 'not-met'
        ELSE 'met'
    END AS state,
    CASE
        WHEN a.confidentiality IS NULL AND a.integrity IS NULL AND a.availability IS NULL THEN 'unrated'
        WHEN a.confidentiality IS NULL THEN 'confidentiality-missing'
        WHEN a.integrity IS NULL THEN 'integrity-missing'
        WHEN a.availability IS NULL THEN 'availability-missing'
        WHEN COALESCE(a.confidentiality_reason, '') = '' THEN 'confidentiality-unreasoned'
        WHEN COALESCE(a.integrity_reason, '') = '' THEN 'integrity-unreasoned'
        WHEN COALESCE(a.availability_reason, '') = '' THEN 'availability-unreasoned'
        WHEN a.classified_on IS NULL OR a.classified_on > :on THEN 'day-unknown'
        WHEN a.classified_on < :one_year_ago THEN 'outdated'
        ELSE 'rated'
    END AS reason,
    u.name AS detail_1,
    a.classified_on AS detail_2,
    CASE WHEN a.classified_on <= :on THEN a.classified_on END AS due
FROM information_assets a
LEFT JOIN organization_units u ON u.id = a.keeper
ORDER BY a.id
