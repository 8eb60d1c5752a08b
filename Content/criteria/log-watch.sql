-- Every source of logs is heard: nothing since the day before yesterday is silence, and silence is never a pass.
-- The sheet of a month is signed by the end of the next one. A source of which nothing ever came is not known.
-- Hours are kept in UTC; a day that ends at 15:00 UTC is a day in Japan, so a whole day of grace is left.
SELECT
    'log-sources' AS subject_register,
    s.id AS subject_id,
    s.name AS subject_label,
    CASE
        WHEN h.last_hour IS NULL THEN 'undetermined'
        WHEN SUBSTR(h.last_hour, 1, 10) < :two_days_ago THEN 'not-met'
        ELSE 'met'
    END AS state,
    CASE
        WHEN h.last_hour IS NULL THEN 'never'
        WHEN SUBSTR(h.last_hour, 1, 10) < :two_days_ago THEN 'silent'
        ELSE 'heard'
    END AS reason,
    SUBSTR(h.last_hour, 1, 10) AS detail_1,
    CAST(NULL AS TEXT) AS detail_2,
    CAST(NULL AS TEXT) AS due
FROM log_sources s
LEFT JOIN (
    SELECT g.source AS source, MAX(g.hour) AS last_hour
    FROM log_hours g
    WHERE g.line_count > 0 AND SUBSTR(g.hour, 1, 10) <= :on AND g.hour >= :one_year_ago
    GROUP BY g.source
) h ON h.source = s.id
WHERE COALESCE(s.starts_on, '') <= :on AND COALESCE(s.ends_on, '9999-12-31') >= :on
UNION ALL
SELECT
    'watch-sheets',
    'month',
    '月次の監視の確認票',
    CASE
        WHEN COALESCE(w.last_day, b.first_day) < :two_months_ago THEN 'not-met'
        WHEN w.last_day IS NULL THEN 'undetermined'
        ELSE 'met'
    END,
    CASE
        WHEN COALESCE(w.last_day, b.first_day) < :two_months_ago THEN 'unsigned'
        WHEN w.last_day IS NULL THEN 'first-month'
        ELSE 'signed'
    END,
    COALESCE(w.last_day, b.first_day),
    CAST(NULL AS TEXT),
    CAST(NULL AS TEXT)
FROM (
    SELECT MIN(o.starts_on) AS first_day
    FROM log_sources o
    WHERE o.starts_on <= :on AND COALESCE(o.ends_on, '9999-12-31') >= :on
) b
CROSS JOIN (
    SELECT MAX(m.ends_on) AS last_day FROM watch_sheets m WHERE m.kind = 'month' AND m.signed_on <= :on
) w
WHERE b.first_day IS NOT NULL
ORDER BY subject_register, subject_id
