-- The log of each controlled area was looked at within a month, and nobody who has left or is late holds a
-- key.
SELECT
    'area-keys' AS subject_register,
    x.id AS subject_id,
    x.name AS subject_label,
    CASE
        WHEN x.lost_on <= :on OR p.ends_on < :on OR x.return_by < :on THEN 'not-met'
        ELSE 'met'
    END AS state,
    CASE
        WHEN x.lost_on <= :on THEN 'key-lost'
        WHEN p.ends_on < :on THEN 'holder-left'
        WHEN x.return_by < :on THEN 'key-overdue'
        ELSE 'in-order'
    END AS reason,
    COALESCE(a.name, '管理区域') AS detail_1,
    COALESCE(x.return_by, p.ends_on) AS detail_2,
    CASE WHEN x.return_by >= :on THEN x.return_by END AS due
FROM area_keys x
LEFT JOIN people p ON p.id = x.holder
LEFT JOIN controlled_areas a ON a.id = x.area
WHERE COALESCE(x.returned_on, '9999-12-31') > :on AND x.holder IS NOT NULL AND COALESCE(x.lent_on, '') <= :on
    AND EXISTS (SELECT 1 FROM controlled_areas g)
UNION ALL
SELECT
    'controlled-areas',
    x.id,
    x.name,
    CASE
        WHEN x.entry_log_checked_on < :one_month_ago THEN 'not-met'
        WHEN x.entry_log_checked_on IS NULL OR x.entry_log_checked_on > :on THEN 'undetermined'
        ELSE 'met'
    END,
    CASE
        WHEN x.entry_log_checked_on < :one_month_ago THEN 'log-late'
        WHEN x.entry_log_checked_on IS NULL OR x.entry_log_checked_on > :on THEN 'log-unchecked'
        ELSE 'checked'
    END,
    x.entry_log_checked_on,
    CAST(NULL AS TEXT),
    CASE WHEN x.entry_log_checked_on <= :on THEN x.entry_log_checked_on END
FROM controlled_areas x
WHERE COALESCE(x.ends_on, '9999-12-31') >= :on
ORDER BY subject_register, subject_id
