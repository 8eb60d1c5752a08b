-- At each exit to the internet something watches, and somebody has read its report within a month; a report
-- that reaches no further than two months back comes from a source that has fallen silent. Silence is never
-- a pass.
SELECT
    'internet-exits' AS subject_register,
    x.id AS subject_id,
    x.name AS subject_label,
    CASE
        WHEN COALESCE(x.guard, '') = '' OR x.report_read_on < :one_month_ago OR x.report_covers_to <
            :two_months_ago OR x.report_result = 'open' THEN 'not-met'
        WHEN x.report_read_on IS NULL OR x.report_read_on > :on OR x.report_covers_to IS NULL OR
            x.report_result IS NULL THEN 'undetermined'
        ELSE 'met'
    END AS state,
    CASE
        WHEN COALESCE(x.guard, '') = '' THEN 'unguarded'
        WHEN x.report_read_on < :one_month_ago THEN 'read-late'
        WHEN x.report_covers_to < :two_months_ago THEN 'silent'
        WHEN x.report_result = 'open' THEN 'open'
        WHEN x.report_read_on IS NULL OR x.report_read_on > :on THEN 'unread'
        WHEN x.report_covers_to IS NULL OR x.report_result IS NULL THEN 'period-unknown'
        ELSE 'read'
    END AS reason,
    CASE WHEN x.report_covers_to < :two_months_ago THEN x.report_covers_to ELSE x.report_read_on END AS detail_1,
    x.guard AS detail_2,
    CASE WHEN x.report_read_on <= :on THEN x.report_read_on END AS due
FROM internet_exits x
WHERE COALESCE(x.starts_on, '') <= :on AND COALESCE(x.ends_on, '9999-12-31') >= :on
ORDER BY x.id
