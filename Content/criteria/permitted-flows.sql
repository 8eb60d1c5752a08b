-- Whatever passes between a closed network and an internet-facing one was permitted, for a time that has not
-- run out, and the settings allow that much and no more; somebody looked within a year.
SELECT
    'zone-connections' AS subject_register,
    x.id AS subject_id,
    x.name AS subject_label,
    CASE
        WHEN COALESCE(x.permitted_on, '9999-12-31') > :on OR x.permitted_until < :on OR x.matches_settings =
            'refuted' OR x.checked_on < :one_year_ago THEN 'not-met'
        WHEN x.matches_settings IS NULL OR x.checked_on IS NULL OR x.checked_on > :on THEN 'undetermined'
        ELSE 'met'
    END AS state,
    CASE
        WHEN COALESCE(x.permitted_on, '9999-12-31') > :on THEN 'unpermitted'
        WHEN x.permitted_until < :on THEN 'permit-ended'
        WHEN x.matches_settings = 'refuted' THEN 'settings-differ'
        WHEN x.checked_on < :one_year_ago THEN 'checked-long-ago'
        WHEN x.matches_settings IS NULL OR x.checked_on IS NULL OR x.checked_on > :on THEN 'unchecked'
        ELSE 'permitted'
    END AS reason,
    CASE WHEN x.permitted_until < :on THEN x.permitted_until ELSE x.checked_on END AS detail_1,
    CASE WHEN n.exposure = 'closed' THEN n.name ELSE m.name END AS detail_2,
    x.permitted_until AS due
FROM zone_connections x
JOIN networks n ON n.id = x.from_network
JOIN networks m ON m.id = x.to_network
WHERE n.exposure <> m.exposure AND COALESCE(x.ends_on, '9999-12-31') >= :on
ORDER BY x.id
