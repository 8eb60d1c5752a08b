-- Something was collected within a month, and what came in during the last year has a conclusion with its
-- day.
SELECT
    'advisories' AS subject_register,
    x.id AS subject_id,
    x.title AS subject_label,
    CASE
        WHEN x.affected IS NULL AND x.received_on < :one_month_ago THEN 'not-met'
        WHEN x.affected IS NULL OR x.concluded_on IS NULL OR x.concluded_on > :on THEN 'undetermined'
        ELSE 'met'
    END AS state,
    CASE
        WHEN x.affected IS NULL AND x.received_on < :one_month_ago THEN 'no-conclusion'
        WHEN x.affected IS NULL THEN 'examining'
        WHEN x.concluded_on IS NULL OR x.concluded_on > :on THEN 'day-unknown'
        ELSE 'concluded'
    END AS reason,
    x.number AS detail_1,
    x.received_on AS detail_2,
    CAST(NULL AS TEXT) AS due
FROM advisories x
WHERE x.received_on >= :one_year_ago AND x.received_on <= :on
UNION ALL
SELECT
    'advisory-sources',
    'sources',
    'セキュリティ情報の収集',
    CASE
        WHEN x.newest < :one_month_ago THEN 'not-met'
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
