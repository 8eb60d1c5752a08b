-- Where the clauses of a contract are gone through head by head, all ten are found in it. A contract of
-- which no head was recorded is not asked here.
SELECT
    'contracts' AS subject_register,
    x.id AS subject_id,
    x.title AS subject_label,
    CASE
        WHEN k.lacking > 0 THEN 'not-met'
        WHEN k.found < 10 THEN 'undetermined'
        ELSE 'met'
    END AS state,
    CASE
        WHEN k.lacking > 0 THEN 'lacking'
        WHEN k.found < 10 THEN 'unread'
        ELSE 'complete'
    END AS reason,
    COALESCE(p.name, '委託先不明') AS detail_1,
    CASE WHEN k.lacking > 0 THEN CAST(k.lacking AS TEXT) ELSE CAST(10 - k.found AS TEXT) END AS detail_2,
    x.ends_on AS due
FROM contracts x
JOIN (
    SELECT l.contract,
        COUNT(DISTINCT CASE WHEN l.is_written = 'confirmed' THEN l.head END) AS found,
        COUNT(DISTINCT CASE WHEN l.is_written = 'refuted' THEN l.head END) AS lacking
    FROM contract_clauses l
    WHERE l.head IS NOT NULL
    GROUP BY l.contract
) k ON k.contract = x.id
LEFT JOIN contractors p ON p.id = x.contractor
WHERE COALESCE(x.starts_on, '') <= :on AND COALESCE(x.ends_on, '9999-12-31') >= :on
ORDER BY x.id
