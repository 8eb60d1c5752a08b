-- What guards an exit is under licence, and its settings were reviewed within a year.
SELECT
    'internet-exits' AS subject_register,
    x.id AS subject_id,
    x.name AS subject_label,
    CASE
        WHEN COALESCE(x.guard, '') = '' OR x.licence_ends_on < :on OR x.settings_reviewed_on < :one_year_ago
            THEN 'not-met'
        WHEN x.licence_ends_on IS NULL OR x.settings_reviewed_on IS NULL OR x.settings_reviewed_on > :on
            THEN 'undetermined'
        ELSE 'met'
    END AS state,
    CASE
        WHEN COALESCE(x.guard, '') = '' THEN 'unguarded'
        WHEN x.licence_ends_on < :on THEN 'licence-ended'
        WHEN x.settings_reviewed_on < :one_year_ago THEN 'reviewed-long-ago'
        WHEN x.licence_ends_on IS NULL THEN 'licence-unknown'
        WHEN x.settings_reviewed_on IS NULL OR x.settings_reviewed_on > :on THEN 'unreviewed'
        ELSE 'guarded'
    END AS reason,
    CASE WHEN x.licence_ends_on < :on THEN x.licence_ends_on ELSE x.settings_reviewed_on END AS detail_1,
    x.guard AS detail_2,
    CASE WHEN x.licence_ends_on >= :on THEN x.licence_ends_on END AS due
FROM internet_exits x
WHERE COALESCE(x.starts_on, '') <= :on AND COALESCE(x.ends_on, '9999-12-31') >= :on
ORDER BY x.id
