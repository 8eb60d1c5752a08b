-- The procedure of each account was gone through this fiscal year, and a second factor keeps others out of
-- it.
SELECT
    'social-media-accounts' AS subject_register,
    x.id AS subject_id,
    x.name AS subject_label,
    CASE
        WHEN x.second_factor = 0 OR x.procedure_reviewed_on < :previous_year_start OR
            x.procedure_reviewed_on < :year_start THEN 'not-met'
        WHEN x.procedure_reviewed_on IS NULL OR x.procedure_reviewed_on > :on OR x.second_factor IS NULL
            THEN 'undetermined'
        ELSE 'met'
    END AS state,
    CASE
        WHEN x.second_factor = 0 THEN 'single-factor'
        WHEN x.procedure_reviewed_on < :previous_year_start THEN 'reviewed-long-ago'
        WHEN x.procedure_reviewed_on < :year_start THEN 'reviewed-last-year'
        WHEN x.procedure_reviewed_on IS NULL OR x.procedure_reviewed_on > :on OR x.second_factor IS NULL
            THEN 'unreviewed'
        ELSE 'reviewed'
    END AS reason,
    x.service AS detail_1,
    x.procedure_reviewed_on AS detail_2,
    CAST(NULL AS TEXT) AS due
FROM social_media_accounts x
WHERE COALESCE(x.starts_on, '') <= :on AND COALESCE(x.ends_on, '9999-12-31') >= :on
ORDER BY x.id
