-- Each advisory was looked into within a month; where it is ours it is closed by its day. If nothing was
-- collected for a month, nothing is known of what was published since.
SELECT
    'advisories' AS subject_register,
    x.id AS subject_id,
    x.title AS subject_label,
    CASE
        WHEN x.affected = 'yes' AND COALESCE(x.done_on, '9999-12-31') > :on AND x.due_on < :on OR x.affected
            IS NULL AND x.received_on < :one_month_ago THEN 'not-met'
        WHEN x.affected = 'yes' AND COALESCE(x.done_on, '9999-12-31') > :on AND x.due_on IS NULL OR
            x.affected IS NULL THEN 'undetermined'
        ELSE 'met'
    END AS state,
    CASE
        WHEN x.affected = 'yes' AND COALESCE(x.done_on, '9999-12-31') > :on AND x.due_on < :on THEN
            'overdue'
        WHEN x.affected IS NULL AND x.received_on < :one_month_ago THEN 'unexamined'
        WHEN x.affected = 'yes' AND COALESCE(x.done_on, '9999-12-31') > :on AND x.due_on IS NULL THEN
            'no-due'
        WHEN x.affected IS NULL THEN 'examining'
        ELSE 'settled'
    END AS reason,
    x.number AS detail_1,
    CASE WHEN x.affected = 'yes' THEN x.due_on ELSE x.received_on END AS detail_2,
    CASE WHEN x.affected = 'yes' AND x.done_on IS NULL AND x.due_on >= :on THEN x.due_on END AS due
FROM advisories x
WHERE COALESCE(x.received_on, '') <= :on
UNION ALL
SELECT
    'advisory-sources',
    'sources',
    '脆弱性の情報の収集',
    CASE
        WHEN x.newest < :one_month_ago THEN 'undetermined'
        ELSE 'met'
    END,
    CASE
        WHEN x.newest < :one_month_ago THEN 'none-lately'
        ELSE 'collected'
    END,
    CAST(NULL AS TEXT),
    x.newest,
    CAST(NULL AS TEXT)
FROM (SELECT MAX(a.received_on) AS newest FROM advisories a WHERE a.received_on <= :on) x
WHERE x.newest < :one_month_ago
ORDER BY subject_register, subject_id
