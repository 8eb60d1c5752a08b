-- Information with individual numbers is kept in a closed network of its own tier, on paper, or nowhere.
SELECT
    'information-assets' AS subject_register,
    a.id AS subject_id,
    a.name AS subject_label,
    CASE
        WHEN n.exposure = 'internet-facing' OR n.tier IN ('lgwan', 'internet') THEN 'not-met'
        WHEN a.kind = 'paper' THEN 'met'
        WHEN n.tier = 'individual-number' THEN 'met'
        ELSE 'undetermined'
    END AS state,
    CASE
        WHEN n.exposure = 'internet-facing' THEN 'on-internet-side'
        WHEN n.tier IN ('lgwan', 'internet') THEN 'in-other-tier'
        WHEN a.kind = 'paper' THEN 'on-paper'
        WHEN n.tier = 'individual-number' THEN 'in-own-tier'
        WHEN n.id IS NULL THEN 'network-unknown'
        ELSE 'tier-unknown'
    END AS reason,
    n.name AS detail_1,
    CAST(NULL AS TEXT) AS detail_2,
    CAST(NULL AS TEXT) AS due
FROM information_assets a
LEFT JOIN networks n ON n.id = a.network
WHERE a.personal_information = 'individual-number'
ORDER BY a.id
