-- Systems that went into service this fiscal year: requirements were written, and acceptance tested them
-- before the first day.
SELECT
    'information-systems' AS subject_register,
    x.id AS subject_id,
    x.name AS subject_label,
    CASE
        WHEN x.acceptance = 'refuted' OR x.accepted_on > x.in_service_on OR COALESCE(x.requirements_place,
            '') = '' THEN 'not-met'
        WHEN x.acceptance IS NULL OR x.accepted_on IS NULL THEN 'undetermined'
        ELSE 'met'
    END AS state,
    CASE
        WHEN x.acceptance = 'refuted' THEN 'acceptance-failed'
        WHEN x.accepted_on > x.in_service_on THEN 'accepted-late'
        WHEN COALESCE(x.requirements_place, '') = '' THEN 'no-requirements'
        WHEN x.acceptance IS NULL OR x.accepted_on IS NULL THEN 'acceptance-unknown'
        ELSE 'accepted'
    END AS reason,
    x.accepted_on AS detail_1,
    x.in_service_on AS detail_2,
    CAST(NULL AS TEXT) AS due
FROM information_systems x
WHERE x.in_service_on >= :year_start AND x.in_service_on <= :on
ORDER BY x.id
