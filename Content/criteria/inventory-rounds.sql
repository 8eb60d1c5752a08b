-- In the fiscal year's rounds every unit has signed the list of what it keeps. Before the day a list is being
-- answered; after it, or once the round has been closed without a signature, the unit is named.
SELECT
    'confirmation-lists' AS subject_register,
    x.id AS subject_id,
    COALESCE(u.name, x.title) AS subject_label,
    CASE
        WHEN x.signed_on <= :on THEN 'met'
        WHEN x.closed_on <= :on OR x.due_on < :on THEN 'not-met'
        ELSE 'undetermined'
    END AS state,
    CASE
        WHEN x.signed_on <= :on THEN 'signed'
        WHEN x.closed_on <= :on THEN 'closed-unsigned'
        WHEN x.due_on < :on THEN 'unsigned'
        ELSE 'answering'
    END AS reason,
    x.title AS detail_1,
    x.due_on AS detail_2,
    CASE WHEN x.signed_on <= :on THEN CAST(NULL AS TEXT) ELSE x.due_on END AS due
FROM confirmation_lists x
LEFT JOIN organization_units u ON u.id = x.unit
WHERE x.kind = 'inventory' AND x.started_on >= :year_start AND x.started_on <= :on
ORDER BY x.id
