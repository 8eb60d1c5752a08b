-- All traffic to the internet leaves by one exit. The exits of all networks are counted together; a network
-- that uses another's exit has none of its own. A number that nobody gave, or that nobody looked at, is
-- unknown. Where the exits themselves are registered, they have to be as many as the number says, and the
-- larger of the two counts.
SELECT
    'networks' AS subject_register,
    n.id AS subject_id,
    n.name AS subject_label,
    CASE
        WHEN n.exposure = 'closed' THEN 'not-met'
        WHEN (n.internet_exits > 0 OR e.exits > 0) AND t.exits > 1 THEN 'not-met'
        WHEN n.internet_exits IS NULL THEN 'undetermined'
        WHEN t.registered > 0 AND n.internet_exits <> COALESCE(e.exits, 0) THEN 'undetermined'
        WHEN t.exits = 0 THEN 'undetermined'
        WHEN n.diagram_confirmed_on IS NULL OR n.diagram_confirmed_on > :on THEN 'undetermined'
        WHEN n.diagram_confirmed_on < :year_start THEN 'not-met'
        ELSE 'met'
    END AS state,
    CASE
        WHEN n.exposure = 'closed' THEN 'closed-has-exit'
        WHEN (n.internet_exits > 0 OR e.exits > 0) AND t.exits > 1 THEN 'several-exits'
        WHEN n.internet_exits IS NULL THEN 'exits-unknown'
        WHEN t.registered > 0 AND n.internet_exits <> COALESCE(e.exits, 0) THEN 'exits-disagree'
        WHEN t.exits = 0 THEN 'no-exit-recorded'
        WHEN n.diagram_confirmed_on IS NULL OR n.diagram_confirmed_on > :on THEN 'unconfirmed'
        WHEN n.diagram_confirmed_on < :previous_year_start THEN 'confirmed-long-ago'
        WHEN n.diagram_confirmed_on < :year_start THEN 'confirmed-last-year'
        ELSE 'one-exit'
    END AS reason,
    CASE WHEN (n.internet_exits > 0 OR e.exits > 0) AND t.exits > 1 OR n.exposure = 'closed'
        THEN CAST(t.exits AS TEXT)
        WHEN t.registered > 0 AND n.internet_exits <> COALESCE(e.exits, 0)
        THEN CAST(COALESCE(e.exits, 0) AS TEXT)
        ELSE n.diagram_confirmed_on END AS detail_1,
    CAST(CASE WHEN e.exits > COALESCE(n.internet_exits, 0) AND t.exits > 1 THEN e.exits
        ELSE n.internet_exits END AS TEXT) AS detail_2,
    CAST(NULL AS TEXT) AS due
FROM networks n
LEFT JOIN (
    SELECT x.network, COUNT(*) AS exits
    FROM internet_exits x
    WHERE COALESCE(x.starts_on, '') <= :on AND COALESCE(x.ends_on, '9999-12-31') >= :on
    GROUP BY x.network
) e ON e.network = n.id
CROSS JOIN (
    SELECT c.registered,
        CASE WHEN c.registered > c.said THEN c.registered ELSE c.said END AS exits
    FROM (
        SELECT
            (SELECT COALESCE(SUM(m.internet_exits), 0) FROM networks m) AS said,
            (SELECT COUNT(*) FROM internet_exits y
                WHERE COALESCE(y.starts_on, '') <= :on AND COALESCE(y.ends_on, '9999-12-31') >= :on)
                AS registered
    ) c
) t
WHERE n.exposure = 'internet-facing' OR n.internet_exits > 0 OR e.exits > 0
ORDER BY n.id
