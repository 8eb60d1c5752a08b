-- What is connected to the internet is known: who manages it, which tier it is, and that it was looked at
-- this year.
SELECT
    'networks' AS subject_register,
    n.id AS subject_id,
    n.name AS subject_label,
    CASE
        WHEN n.manager IS NULL THEN 'not-met'
        WHEN n.diagram_confirmed_on < :previous_year_start THEN 'not-met'
        WHEN n.tier IS NULL THEN 'undetermined'
        WHEN n.diagram_confirmed_on < :year_start THEN 'not-met'
        WHEN n.diagram_confirmed_on IS NULL OR n.diagram_confirmed_on > :on THEN 'undetermined'
        ELSE 'met'
    END AS state,
    CASE
        WHEN n.manager IS NULL THEN 'no-manager'
        WHEN n.diagram_confirmed_on < :previous_year_start THEN 'confirmed-long-ago'
        WHEN n.tier IS NULL THEN 'no-tier'
        WHEN n.diagram_confirmed_on < :year_start THEN 'confirmed-last-year'
        WHEN n.diagram_confirmed_on IS NULL OR n.diagram_confirmed_on > :on THEN 'unconfirmed'
        ELSE 'known'
    END AS reason,
    n.diagram_confirmed_on AS detail_1,
    CAST(NULL AS TEXT) AS detail_2,
    CAST(NULL AS TEXT) AS due
FROM networks n
WHERE n.exposure = 'internet-facing'
ORDER BY n.id
