-- Each backup came about and somebody looked within a month; each system in use has one; each machine that
-- the tool reports was updated within a month. A list of updates that nobody took in says nothing of
-- updates.
SELECT
    'backups' AS subject_register,
    x.id AS subject_id,
    x.name AS subject_label,
    CASE
        WHEN x.last_result = 'failed' OR x.last_result = 'partial' OR x.checked_on < :one_month_ago THEN
            'not-met'
        WHEN x.checked_on IS NULL OR x.checked_on > :on OR x.last_result IS NULL THEN 'undetermined'
        ELSE 'met'
    END AS state,
    CASE
        WHEN x.last_result = 'failed' OR x.last_result = 'partial' THEN 'failed'
        WHEN x.checked_on < :one_month_ago THEN 'checked-long-ago'
        WHEN x.checked_on IS NULL OR x.checked_on > :on OR x.last_result IS NULL THEN 'unchecked'
        ELSE 'checked'
    END AS reason,
    x.checked_on AS detail_1,
    x.last_succeeded_on AS detail_2,
    CASE WHEN x.checked_on <= :on THEN x.checked_on END AS due
FROM backups x
WHERE COALESCE(x.ends_on, '9999-12-31') >= :on
UNION ALL
SELECT
    'information-systems',
    x.id,
    x.name,
    CASE
        WHEN k.system IS NULL THEN 'undetermined'
        ELSE 'met'
    END,
    CASE
        WHEN k.system IS NULL THEN 'no-backup'
        ELSE 'copied'
    END,
    CAST(NULL AS TEXT),
    CAST(NULL AS TEXT),
    CAST(NULL AS TEXT)
FROM information_systems x
LEFT JOIN (SELECT b.system FROM backups b WHERE COALESCE(b.ends_on, '9999-12-31') >= :on GROUP BY b.system) k
    ON k.system = x.id
WHERE COALESCE(x.ends_on, '9999-12-31') >= :on AND COALESCE(x.in_service_on, '') <= :on
    AND EXISTS (SELECT 1 FROM backups g)
UNION ALL
SELECT
    'endpoint-protection',
    x.id,
    x.host_name,
    CASE
        WHEN x.updates_on < :one_month_ago THEN 'not-met'
        WHEN x.updates_on IS NULL OR x.updates_on > :on THEN 'undetermined'
        ELSE 'met'
    END,
    CASE
        WHEN x.updates_on < :one_month_ago THEN 'updated-long-ago'
        WHEN x.updates_on IS NULL OR x.updates_on > :on THEN 'updates-unknown'
        ELSE 'updated'
    END,
    x.updates_on,
    CAST(NULL AS TEXT),
    CASE WHEN x.updates_on <= :on THEN x.updates_on END
FROM endpoint_protection x
WHERE EXISTS (SELECT 1 FROM backups g)
UNION ALL
SELECT
    'update-lists',
    'updates',
    '修正プログラムの適用の一覧',
    CASE
        WHEN x.machines = 0 THEN 'undetermined'
        ELSE 'met'
    END,
    CASE
        WHEN x.machines = 0 THEN 'no-update-list'
        ELSE 'listed'
    END,
    CAST(NULL AS TEXT),
    CAST(NULL AS TEXT),
    CAST(NULL AS TEXT)
FROM (SELECT COUNT(*) AS machines FROM endpoint_protection e) x
WHERE x.machines = 0 AND EXISTS (SELECT 1 FROM backups g)
ORDER BY subject_register, subject_id
