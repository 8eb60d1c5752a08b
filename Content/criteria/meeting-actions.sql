-- The committee met this fiscal year, and what its meetings decided was done by its day.
SELECT
    'committee-meetings' AS subject_register,
    x.id AS subject_id,
    x.title AS subject_label,
    CASE
        WHEN x.actions_due_on < :on AND COALESCE(x.actions_done_on, '9999-12-31') > :on THEN 'not-met'
        WHEN COALESCE(x.decisions, '') <> '' AND x.actions_due_on IS NULL AND x.actions_done_on IS NULL AND
            x.held_on < :one_month_ago THEN 'undetermined'
        ELSE 'met'
    END AS state,
    CASE
        WHEN x.actions_due_on < :on AND COALESCE(x.actions_done_on, '9999-12-31') > :on THEN 'overdue'
        WHEN COALESCE(x.decisions, '') <> '' AND x.actions_due_on IS NULL AND x.actions_done_on IS NULL AND
            x.held_on < :one_month_ago THEN 'no-due'
        ELSE 'followed'
    END AS reason,
    x.held_on AS detail_1,
    x.actions_due_on AS detail_2,
    CASE WHEN x.actions_done_on IS NULL AND x.actions_due_on >= :on THEN x.actions_due_on END AS due
FROM committee_meetings x
WHERE x.held_on <= :on AND (x.held_on >= :previous_year_start OR COALESCE(x.actions_done_on, '9999-12-31') > :on AND x.actions_due_on IS NOT NULL)
UNION ALL
SELECT
    'meeting-years',
    'meetings',
    '委員会の会議',
    CASE
        WHEN x.newest < :previous_year_start OR x.newest < :year_start THEN 'not-met'
        ELSE 'met'
    END,
    CASE
        WHEN x.newest < :previous_year_start THEN 'none-long-ago'
        WHEN x.newest < :year_start THEN 'none-this-year'
        ELSE 'met-this-year'
    END,
    x.newest,
    CAST(NULL AS TEXT),
    CAST(NULL AS TEXT)
FROM (SELECT MAX(m.held_on) AS newest FROM committee_meetings m WHERE m.held_on <= :on) x
WHERE x.newest < :year_start
ORDER BY subject_register, subject_id
