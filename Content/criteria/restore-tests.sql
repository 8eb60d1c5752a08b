-- Each backup was restored within a year, and the last time it worked.
SELECT
    'backups' AS subject_register,
    x.id AS subject_id,
    x.name AS subject_label,
    CASE
        WHEN r.newest > r.newest_good OR r.newest < :one_year_ago THEN 'not-met'
        WHEN r.newest IS NULL THEN 'undetermined'
        ELSE 'met'
    END AS state,
    CASE
        WHEN r.newest > r.newest_good THEN 'failed'
        WHEN r.newest < :one_year_ago THEN 'tested-long-ago'
        WHEN r.newest IS NULL THEN 'never-tested'
        ELSE 'tested'
    END AS reason,
    r.newest AS detail_1,
    CAST(NULL AS TEXT) AS detail_2,
    r.newest AS due
FROM backups x
LEFT JOIN (
    SELECT t.backup, MAX(t.tested_on) AS newest,
        MAX(CASE WHEN t.result = 'good' THEN t.tested_on ELSE '' END) AS newest_good
    FROM restore_tests t
    WHERE t.tested_on <= :on
    GROUP BY t.backup
) r ON r.backup = x.id
WHERE COALESCE(x.ends_on, '9999-12-31') >= :on
ORDER BY x.id
