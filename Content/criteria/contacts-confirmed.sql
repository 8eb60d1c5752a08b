-- A number that nobody tried for a year, or of somebody who has left, is not a number to call at night.
SELECT
    'outside-contacts' AS subject_register,
    x.id AS subject_id,
    x.name AS subject_label,
    CASE
        WHEN p.ends_on < :on OR x.confirmed_on < :one_year_ago THEN 'not-met'
        WHEN x.confirmed_on IS NULL OR x.confirmed_on > :on OR COALESCE(x.phone, '') = '' AND
            COALESCE(x.night_phone, '') = '' THEN 'undetermined'
        ELSE 'met'
    END AS state,
    CASE
        WHEN p.ends_on < :on THEN 'person-left'
        WHEN x.confirmed_on < :one_year_ago THEN 'confirmed-long-ago'
        WHEN x.confirmed_on IS NULL OR x.confirmed_on > :on THEN 'unconfirmed'
        WHEN COALESCE(x.phone, '') = '' AND COALESCE(x.night_phone, '') = '' THEN 'no-number'
        ELSE 'confirmed'
    END AS reason,
    p.name AS detail_1,
    COALESCE(p.ends_on, x.confirmed_on) AS detail_2,
    CASE WHEN x.confirmed_on <= :on THEN x.confirmed_on END AS due
FROM outside_contacts x
LEFT JOIN people p ON p.id = x.person
WHERE COALESCE(x.ends_on, '9999-12-31') >= :on
ORDER BY x.id
