-- No account without somebody in service who answers for it. The last day in service still counts.
SELECT
    'social-media-accounts' AS subject_register,
    x.id AS subject_id,
    x.name AS subject_label,
    CASE
        WHEN p.id IS NULL OR p.ends_on < :on THEN 'not-met'
        WHEN COALESCE(p.starts_on, '') > :on THEN 'undetermined'
        ELSE 'met'
    END AS state,
    CASE
        WHEN p.id IS NULL THEN 'nobody'
        WHEN p.ends_on < :on THEN 'left'
        WHEN COALESCE(p.starts_on, '') > :on THEN 'before-first-day'
        ELSE 'held'
    END AS reason,
    p.name AS detail_1,
    p.ends_on AS detail_2,
    CASE WHEN p.ends_on >= :on THEN p.ends_on END AS due
FROM social_media_accounts x
LEFT JOIN people p ON p.id = x.responsible
WHERE COALESCE(x.starts_on, '') <= :on AND COALESCE(x.ends_on, '9999-12-31') >= :on
ORDER BY x.id
