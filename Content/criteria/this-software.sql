-- This software is itself an information system: once systems are registered it stands among them, once; it
-- is copied once copies are registered, and the network it stands in has at most one way out to the
-- internet. Who signs in to it, whether its copies work and whether they were restored is held by the
-- criteria on accounts, backups and restore tests, which do not tell it from any other system.
SELECT
    'information-systems' AS subject_register,
    'this-software' AS subject_id,
    'この仕組み（Toride）' AS subject_label,
    CASE
        WHEN x.times = 1 THEN 'met'
        ELSE 'not-met'
    END AS state,
    CASE
        WHEN x.times = 0 THEN 'not-registered'
        WHEN x.times > 1 THEN 'registered-twice'
        ELSE 'registered'
    END AS reason,
    CAST(NULL AS TEXT) AS detail_1,
    CAST(NULL AS TEXT) AS detail_2,
    CAST(NULL AS TEXT) AS due
FROM (
    SELECT COUNT(*) AS systems, COALESCE(SUM(s.is_this_software), 0) AS times
    FROM information_systems s
    WHERE COALESCE(s.ends_on, '9999-12-31') >= :on
) x
WHERE x.systems > 0
UNION ALL
SELECT
    'information-systems',
    s.id,
    s.name,
    CASE
        WHEN e.exits > 1 OR k.system IS NULL AND g.copies > 0 THEN 'not-met'
        WHEN s.network IS NULL OR k.system IS NULL THEN 'undetermined'
        ELSE 'met'
    END,
    CASE
        WHEN e.exits > 1 THEN 'several-exits'
        WHEN k.system IS NULL AND g.copies > 0 THEN 'not-copied'
        WHEN s.network IS NULL THEN 'no-network'
        WHEN k.system IS NULL THEN 'copies-unknown'
        ELSE 'kept'
    END,
    n.name,
    CAST(e.exits AS TEXT),
    CAST(NULL AS TEXT)
FROM information_systems s
LEFT JOIN networks n ON n.id = s.network
LEFT JOIN (
    SELECT x.network, COUNT(*) AS exits
    FROM internet_exits x
    WHERE COALESCE(x.starts_on, '') <= :on AND COALESCE(x.ends_on, '9999-12-31') >= :on
    GROUP BY x.network
) e ON e.network = s.network
LEFT JOIN (SELECT b.system FROM backups b WHERE COALESCE(b.ends_on, '9999-12-31') >= :on GROUP BY b.system) k
    ON k.system = s.id
CROSS JOIN (SELECT COUNT(*) AS copies FROM backups c WHERE COALESCE(c.ends_on, '9999-12-31') >= :on) g
WHERE s.is_this_software = 1 AND COALESCE(s.ends_on, '9999-12-31') >= :on
ORDER BY subject_register, subject_id
