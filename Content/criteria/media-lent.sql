-- A medium is lent to somebody in service, until a day, and comes back by it; one that cannot be found is a
-- loss.
SELECT
    'storage-media' AS subject_register,
    x.id AS subject_id,
    x.name AS subject_label,
    CASE
        WHEN x.state = 'lost' OR x.lent_on <= :on AND x.return_by < :on AND COALESCE(x.returned_on,
            '9999-12-31') > :on OR p.ends_on < :on AND COALESCE(x.returned_on, '9999-12-31') > :on THEN
            'not-met'
        WHEN x.lent_on <= :on AND x.return_by IS NULL AND COALESCE(x.returned_on, '9999-12-31') > :on THEN
            'undetermined'
        ELSE 'met'
    END AS state,
    CASE
        WHEN x.state = 'lost' THEN 'lost'
        WHEN x.lent_on <= :on AND x.return_by < :on AND COALESCE(x.returned_on, '9999-12-31') > :on THEN
            'overdue'
        WHEN p.ends_on < :on AND COALESCE(x.returned_on, '9999-12-31') > :on THEN 'holder-left'
        WHEN x.lent_on <= :on AND x.return_by IS NULL AND COALESCE(x.returned_on, '9999-12-31') > :on THEN
            'no-return-day'
        ELSE 'in-order'
    END AS reason,
    p.name AS detail_1,
    x.return_by AS detail_2,
    CASE WHEN x.return_by >= :on AND x.returned_on IS NULL THEN x.return_by END AS due
FROM storage_media x
LEFT JOIN people p ON p.id = x.holder
WHERE COALESCE(x.state, 'in-use') <> 'disposed'
ORDER BY x.id
