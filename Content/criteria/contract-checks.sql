-- While a contract runs: no subcontracting without approval, and a check in this fiscal year. After its end:
-- proof that what the contractor held was erased, within a month. A proof from before the last day says nothing
-- of what was handed over after it. A contract that goes on is one record with a later last day.
SELECT
    'contracts' AS subject_register,
    c.id AS subject_id,
    c.title AS subject_label,
    CASE
        WHEN c.ends_on < :on THEN
            CASE
                WHEN c.erasure_proved_on < c.ends_on THEN 'undetermined'
                WHEN c.erasure_proved_on <= :on THEN 'met'
                WHEN c.ends_on >= :one_month_ago THEN 'undetermined'
                ELSE 'not-met'
            END
        WHEN c.subcontracting = 'unapproved' THEN 'not-met'
        WHEN c.subcontracting IS NULL THEN 'undetermined'
        WHEN c.checked_on IS NULL OR c.checked_on > :on THEN
            CASE WHEN c.starts_on >= :year_start THEN 'undetermined' ELSE 'not-met' END
        WHEN c.checked_on < :year_start THEN 'not-met'
        WHEN c.check_result IS NULL THEN 'undetermined'
        ELSE 'met'
    END AS state,
    CASE
        WHEN c.ends_on < :on THEN
            CASE
                WHEN c.erasure_proved_on < c.ends_on THEN 'erased-before-end'
                WHEN c.erasure_proved_on <= :on THEN 'erased'
                WHEN c.ends_on >= :one_month_ago THEN 'erasure-awaited'
                ELSE 'not-erased'
            END
        WHEN c.subcontracting = 'unapproved' THEN 'subcontracting-unapproved'
        WHEN c.subcontracting IS NULL THEN 'subcontracting-unknown'
        WHEN c.checked_on IS NULL OR c.checked_on > :on THEN
            CASE WHEN c.starts_on >= :year_start THEN 'new-unchecked' ELSE 'never-checked' END
        WHEN c.checked_on < :previous_year_start THEN 'checked-long-ago'
        WHEN c.checked_on < :year_start THEN 'checked-last-year'
        WHEN c.check_result IS NULL THEN 'result-unknown'
        ELSE 'checked'
    END AS reason,
    k.name AS detail_1,
    CASE WHEN c.ends_on < :on THEN c.ends_on WHEN c.checked_on <= :on THEN c.checked_on END AS detail_2,
    CASE WHEN c.ends_on < :on AND c.erasure_proved_on IS NULL THEN c.ends_on END AS due
FROM contracts c
LEFT JOIN contractors k ON k.id = c.contractor
WHERE c.handles_information = 1 AND COALESCE(c.starts_on, '') <= :on
ORDER BY c.id
