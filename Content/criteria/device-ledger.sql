-- Every network has a manager and a diagram looked at within a year; every machine and medium in use is kept
-- by a section and was seen within a year. As long as no machine is registered the registers know nothing of
-- machines, and say nothing.
SELECT
    'networks' AS subject_register,
    x.id AS subject_id,
    x.name AS subject_label,
    CASE
        WHEN x.manager IS NULL OR x.diagram_confirmed_on < :one_year_ago THEN 'not-met'
        WHEN x.diagram_confirmed_on IS NULL OR x.diagram_confirmed_on > :on THEN 'undetermined'
        ELSE 'met'
    END AS state,
    CASE
        WHEN x.manager IS NULL THEN 'no-manager'
        WHEN x.diagram_confirmed_on < :one_year_ago THEN 'diagram-outdated'
        WHEN x.diagram_confirmed_on IS NULL OR x.diagram_confirmed_on > :on THEN 'diagram-unconfirmed'
        ELSE 'known'
    END AS reason,
    x.diagram_confirmed_on AS detail_1,
    CAST(NULL AS TEXT) AS detail_2,
    CASE WHEN x.diagram_confirmed_on <= :on THEN x.diagram_confirmed_on END AS due
FROM networks x
WHERE EXISTS (SELECT 1 FROM devices g)
UNION ALL
SELECT
    'devices',
    x.id,
    x.name,
    CASE
        WHEN x.keeper IS NULL OR x.state = 'lost' OR x.confirmed_on < :one_year_ago THEN 'not-met'
        WHEN x.confirmed_on IS NULL OR x.confirmed_on > :on THEN 'undetermined'
        ELSE 'met'
    END,
    CASE
        WHEN x.keeper IS NULL THEN 'no-keeper'
        WHEN x.state = 'lost' THEN 'lost'
        WHEN x.confirmed_on < :one_year_ago THEN 'seen-long-ago'
        WHEN x.confirmed_on IS NULL OR x.confirmed_on > :on THEN 'unseen'
        ELSE 'seen'
    END,
    x.confirmed_on,
    CAST(NULL AS TEXT),
    CASE WHEN x.confirmed_on <= :on THEN x.confirmed_on END
FROM devices x
WHERE COALESCE(x.state, 'in-use') <> 'disposed' AND COALESCE(x.acquired_on, '') <= :on
UNION ALL
SELECT
    'storage-media',
    x.id,
    x.name,
    CASE
        WHEN x.keeper IS NULL OR x.state = 'lost' OR x.confirmed_on < :one_year_ago THEN 'not-met'
        WHEN x.confirmed_on IS NULL OR x.confirmed_on > :on THEN 'undetermined'
        ELSE 'met'
    END,
    CASE
        WHEN x.keeper IS NULL THEN 'no-keeper'
        WHEN x.state = 'lost' THEN 'lost'
        WHEN x.confirmed_on < :one_year_ago THEN 'seen-long-ago'
        WHEN x.confirmed_on IS NULL OR x.confirmed_on > :on THEN 'unseen'
        ELSE 'seen'
    END,
    x.confirmed_on,
    CAST(NULL AS TEXT),
    CASE WHEN x.confirmed_on <= :on THEN x.confirmed_on END
FROM storage_media x
WHERE COALESCE(x.state, 'in-use') <> 'disposed' AND EXISTS (SELECT 1 FROM devices g)
ORDER BY subject_register, subject_id
