-- Every network has somebody who manages it and a diagram that was looked at within a year.
SELECT
    'networks' AS subject_register,
    n.id AS subject_id,
    n.name AS subject_label,
    CASE
        WHEN n.manager IS NULL OR n.diagram_confirmed_on < :one_year_ago THEN 'not-met'
        WHEN n.diagram_confirmed_on IS NULL OR n.diagram_confirmed_on > :on THEN 'undetermined'
        ELSE 'met'
    END AS state,
    CASE
        WHEN n.manager IS NULL THEN 'no-manager'
        WHEN n.diagram_confirmed_on < :one_year_ago THEN 'outdated'
        WHEN n.diagram_confirmed_on IS NULL OR n.diagram_confirmed_on > :on THEN 'unconfirmed'
        ELSE 'reviewed'
    END AS reason,
    n.diagram_confirmed_on AS detail_1,
    CAST(NULL AS TEXT) AS detail_2,
    CASE WHEN n.diagram_confirmed_on <= :on THEN n.diagram_confirmed_on END AS due
FROM networks n
ORDER BY n.id
