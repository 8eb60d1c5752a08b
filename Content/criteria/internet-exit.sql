-- All traffic to the internet leaves by one exit. The exits of all networks are counted together; a network
-- that uses another's exit has none of its own. A number that nobody gave, or that nobody looked at, is
-- unknown.
SELECT
    'networks' AS subject_register,
    n.id AS subject_id,
    n.name AS subject_label,
    CASE
        WHEN n.exposure = 'closed' THEN 'not-met'
        WHEN n.internet_exits IS NULL THEN 'undetermined'
        WHEN n.internet_exits > 0 AND t.exits > 1 THEN 'not-met'
        WHEN t.exits = 0 THEN 'undetermined'
        WHEN n.diagram_confirmed_on IS NULL OR n.diagram_confirmed_on > :on THEN 'undetermined'
        WHEN n.diagram_confirmed_on < :year_start THEN 'not-met'
        ELSE 'met'
    END AS state,
    CASE
        WHEN n.exposure = 'closed' THEN 'closed-has-exit'
        WHEN n.internet_exits IS NULL THEN 'exits-unknown'
        WHEN n.internet_exits > 0 AND t.exits > 1 THEN 'several-exits'
        WHEN t.exits = 0 THEN 'no-exit-recorded'
        WHEN n.diagram_confirmed_on IS NULL OR n.diagram_confirmed_on > :on THEN 'unconfirmed'
        WHEN n.diagram_confirmed_on < :previous_year_start THEN 'confirmed-long-ago'
        WHEN n.diagram_confirmed_on < :year_start THEN 'confirmed-last-year'
        ELSE 'one-exit'
    END AS reason,
    CASE WHEN n.internet_exits > 0 AND t.exits > 1 OR n.exposure = 'closed' THEN CAST(t.exits AS TEXT)
        ELSE n.diagram_confirmed_on END AS detail_1,
    CAST(n.internet_exits AS TEXT) AS detail_2,
    CAST(NULL AS TEXT) AS due
FROM networks n
CROSS JOIN (SELECT COALESCE(SUM(m.internet_exits), 0) AS exits FROM networks m) t
WHERE n.exposure = 'internet-facing' OR n.internet_exits > 0
ORDER BY n.id
