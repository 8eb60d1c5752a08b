-- Whoever watches says of every alert what it was, within a week: one that nobody looked at is not watched.
-- Alerts of rules on trial are nobody's to judge. Judged ones of the last month stand here as met.
SELECT
    'alerts' AS subject_register,
    a.id AS subject_id,
    a.title AS subject_label,
    CASE
        WHEN (a.state = 'new' OR SUBSTR(a.judged_at, 1, 10) > :on) AND a.raised_on < :one_week_ago THEN 'not-met'
        ELSE 'met'
    END AS state,
    CASE
        WHEN (a.state = 'new' OR SUBSTR(a.judged_at, 1, 10) > :on) AND a.raised_on < :one_week_ago THEN 'waiting'
        WHEN a.state = 'new' THEN 'fresh'
        ELSE 'judged'
    END AS reason,
    a.raised_on AS detail_1,
    a.subject AS detail_2,
    CAST(NULL AS TEXT) AS due
FROM alerts a
WHERE a.state <> 'silent' AND a.raised_on <= :on AND (a.state = 'new' OR a.raised_on >= :one_month_ago)
ORDER BY a.id
