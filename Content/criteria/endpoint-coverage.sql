-- Every server and PC in use stands in the list of the tool that watches it, by the name under which it
-- reports; it is active, its patterns are at most a month old, and so is the list. What the tool sees and
-- the ledger does not is unknown.
SELECT
    'devices' AS subject_register,
    x.id AS subject_id,
    x.name AS subject_label,
    CASE
        WHEN e.id IS NULL OR e.is_active = 0 OR e.patterns_on < :one_month_ago THEN 'not-met'
        WHEN e.reported_on IS NULL OR e.reported_on > :on OR e.reported_on < :one_month_ago OR
            e.last_seen_on < :one_month_ago OR e.patterns_on IS NULL OR e.patterns_on > :on OR e.is_active
            IS NULL THEN 'undetermined'
        ELSE 'met'
    END AS state,
    CASE
        WHEN e.id IS NULL THEN 'not-listed'
        WHEN e.is_active = 0 THEN 'inactive'
        WHEN e.patterns_on < :one_month_ago THEN 'patterns-old'
        WHEN e.reported_on IS NULL OR e.reported_on > :on OR e.reported_on < :one_month_ago THEN 'list-old'
        WHEN e.last_seen_on < :one_month_ago THEN 'silent'
        WHEN e.patterns_on IS NULL OR e.patterns_on > :on OR e.is_active IS NULL THEN 'patterns-unknown'
        ELSE 'protected'
    END AS reason,
    e.patterns_on AS detail_1,
    COALESCE(e.last_seen_on, e.reported_on) AS detail_2,
    CASE WHEN e.reported_on <= :on THEN e.reported_on END AS due
FROM devices x
LEFT JOIN endpoint_protection e ON e.host_name = COALESCE(x.host_name, x.name)
WHERE COALESCE(x.state, 'in-use') = 'in-use' AND x.kind IN ('server', 'desktop', 'laptop', 'tablet')
    AND COALESCE(x.acquired_on, '') <= :on AND EXISTS (SELECT 1 FROM endpoint_protection g)
UNION ALL
SELECT
    'endpoint-protection',
    x.id,
    x.host_name,
    CASE
        WHEN k.host IS NULL THEN 'undetermined'
        ELSE 'met'
    END,
    CASE
        WHEN k.host IS NULL THEN 'not-in-ledger'
        ELSE 'in-ledger'
    END,
    CAST(NULL AS TEXT),
    CAST(NULL AS TEXT),
    CAST(NULL AS TEXT)
FROM endpoint_protection x
LEFT JOIN (SELECT COALESCE(d.host_name, d.name) AS host FROM devices d GROUP BY COALESCE(d.host_name, d.name)) k
    ON k.host = x.host_name
WHERE k.host IS NULL
ORDER BY subject_register, subject_id
