-- What has to work when power, line or cooling fail was tried this fiscal year, works, and has no part past
-- its day.
SELECT
    'facility-equipment' AS subject_register,
    x.id AS subject_id,
    x.name AS subject_label,
    CASE
        WHEN x.test_result = 'defect' AND x.tested_on <= :on OR x.parts_due_on < :on OR x.tested_on <
            :previous_year_start OR x.tested_on < :year_start THEN 'not-met'
        WHEN x.tested_on IS NULL OR x.tested_on > :on OR x.test_result IS NULL THEN 'undetermined'
        ELSE 'met'
    END AS state,
    CASE
        WHEN x.test_result = 'defect' AND x.tested_on <= :on THEN 'defect'
        WHEN x.parts_due_on < :on THEN 'parts-due'
        WHEN x.tested_on < :previous_year_start THEN 'tested-long-ago'
        WHEN x.tested_on < :year_start THEN 'tested-last-year'
        WHEN x.tested_on IS NULL OR x.tested_on > :on OR x.test_result IS NULL THEN 'untested'
        ELSE 'tested'
    END AS reason,
    CASE WHEN x.parts_due_on < :on THEN x.parts_due_on ELSE x.tested_on END AS detail_1,
    CAST(NULL AS TEXT) AS detail_2,
    CASE WHEN x.parts_due_on >= :on THEN x.parts_due_on END AS due
FROM facility_equipment x
WHERE COALESCE(x.ends_on, '9999-12-31') >= :on
ORDER BY x.id
