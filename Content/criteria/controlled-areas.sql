-- A controlled area is locked, drawn, and open to named people who were gone through within a year; its log
-- was looked at within a month.
SELECT
    'controlled-areas' AS subject_register,
    x.id AS subject_id,
    x.name AS subject_label,
    CASE
        WHEN x.lock = 'none' OR x.admitted_confirmed_on < :one_year_ago OR x.entry_log_checked_on <
            :one_month_ago OR x.drawing_confirmed_on < :one_year_ago THEN 'not-met'
        WHEN x.lock IS NULL OR x.keeper IS NULL OR COALESCE(x.admitted, '') = '' OR x.drawing_confirmed_on
            IS NULL OR x.admitted_confirmed_on IS NULL OR x.admitted_confirmed_on > :on OR
            x.entry_log_checked_on IS NULL OR x.entry_log_checked_on > :on THEN 'undetermined'
        ELSE 'met'
    END AS state,
    CASE
        WHEN x.lock = 'none' THEN 'unlocked'
        WHEN x.admitted_confirmed_on < :one_year_ago THEN 'admitted-long-ago'
        WHEN x.entry_log_checked_on < :one_month_ago THEN 'log-late'
        WHEN x.drawing_confirmed_on < :one_year_ago THEN 'drawing-outdated'
        WHEN x.lock IS NULL OR x.keeper IS NULL OR COALESCE(x.admitted, '') = '' OR x.drawing_confirmed_on
            IS NULL THEN 'incomplete'
        WHEN x.admitted_confirmed_on IS NULL OR x.admitted_confirmed_on > :on OR x.entry_log_checked_on IS
            NULL OR x.entry_log_checked_on > :on THEN 'unconfirmed'
        ELSE 'in-order'
    END AS reason,
    x.admitted_confirmed_on AS detail_1,
    x.entry_log_checked_on AS detail_2,
    CAST(NULL AS TEXT) AS due
FROM controlled_areas x
WHERE COALESCE(x.ends_on, '9999-12-31') >= :on
ORDER BY x.id
