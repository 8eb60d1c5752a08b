-- Contracts on information that began this fiscal year: the contractor was held against the criteria of
-- selection before the first day. As long as no such evaluation is recorded at all, the register says
-- nothing.
SELECT
    'contracts' AS subject_register,
    x.id AS subject_id,
    x.title AS subject_label,
    CASE
        WHEN COALESCE(x.selected_on, '9999-12-31') > :on OR x.selected_on > x.starts_on THEN 'not-met'
        WHEN COALESCE(x.selection_place, '') = '' THEN 'undetermined'
        ELSE 'met'
    END AS state,
    CASE
        WHEN COALESCE(x.selected_on, '9999-12-31') > :on THEN 'not-evaluated'
        WHEN x.selected_on > x.starts_on THEN 'evaluated-late'
        WHEN COALESCE(x.selection_place, '') = '' THEN 'sheet-unknown'
        ELSE 'evaluated'
    END AS reason,
    COALESCE(k.name, '委託先不明') AS detail_1,
    x.selected_on AS detail_2,
    CAST(NULL AS TEXT) AS due
FROM contracts x
LEFT JOIN contractors k ON k.id = x.contractor
WHERE x.handles_information = 1 AND x.starts_on >= :year_start AND x.starts_on <= :on
    AND EXISTS (SELECT 1 FROM contracts g WHERE g.selected_on IS NOT NULL)
ORDER BY x.id
