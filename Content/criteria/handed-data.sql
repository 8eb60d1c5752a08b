-- What was handed to a contractor comes back or is erased by its day, or within a month after its contract
-- ends, and there is proof of it.
SELECT
    'handed-data' AS subject_register,
    x.id AS subject_id,
    x.name AS subject_label,
    CASE
        WHEN COALESCE(x.returned_on, '9999-12-31') > :on AND COALESCE(x.erased_on, '9999-12-31') > :on AND
            x.return_by < :on OR COALESCE(x.returned_on, '9999-12-31') > :on AND COALESCE(x.erased_on,
            '9999-12-31') > :on AND x.return_by IS NULL AND c.ends_on < :one_month_ago THEN 'not-met'
        WHEN x.erased_on <= :on AND x.proof IS NULL THEN 'undetermined'
        ELSE 'met'
    END AS state,
    CASE
        WHEN COALESCE(x.returned_on, '9999-12-31') > :on AND COALESCE(x.erased_on, '9999-12-31') > :on AND
            x.return_by < :on THEN 'overdue'
        WHEN COALESCE(x.returned_on, '9999-12-31') > :on AND COALESCE(x.erased_on, '9999-12-31') > :on AND
            x.return_by IS NULL AND c.ends_on < :one_month_ago THEN 'kept-after-end'
        WHEN x.erased_on <= :on AND x.proof IS NULL THEN 'unproved'
        ELSE 'in-order'
    END AS reason,
    COALESCE(c.title, '契約不明') AS detail_1,
    COALESCE(x.return_by, c.ends_on) AS detail_2,
    CASE WHEN x.returned_on IS NULL AND x.erased_on IS NULL AND x.return_by >= :on THEN x.return_by END AS due
FROM handed_data x
LEFT JOIN contracts c ON c.id = x.contract
WHERE COALESCE(x.handed_on, '') <= :on
ORDER BY x.id
