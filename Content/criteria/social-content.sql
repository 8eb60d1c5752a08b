-- For each account it is written what may be said there, it was decided or gone through within a fiscal
-- year, and the public can read the policy of use.
SELECT
    'social-media-accounts' AS subject_register,
    x.id AS subject_id,
    x.name AS subject_label,
    CASE
        WHEN COALESCE(x.allowed_content, '') = '' OR COALESCE(x.policy_published_on, '9999-12-31') > :on OR
            x.content_decided_on < :previous_year_start OR x.content_decided_on < :year_start THEN 'not-met'
        WHEN x.content_decided_on IS NULL OR x.content_decided_on > :on THEN 'undetermined'
        ELSE 'met'
    END AS state,
    CASE
        WHEN COALESCE(x.allowed_content, '') = '' THEN 'no-content'
        WHEN COALESCE(x.policy_published_on, '9999-12-31') > :on THEN 'not-published'
        WHEN x.content_decided_on < :previous_year_start THEN 'decided-long-ago'
        WHEN x.content_decided_on < :year_start THEN 'decided-last-year'
        WHEN x.content_decided_on IS NULL OR x.content_decided_on > :on THEN 'day-unknown'
        ELSE 'decided'
    END AS reason,
    x.service AS detail_1,
    x.content_decided_on AS detail_2,
    CAST(NULL AS TEXT) AS due
FROM social_media_accounts x
WHERE COALESCE(x.starts_on, '') <= :on AND COALESCE(x.ends_on, '9999-12-31') >= :on
ORDER BY x.id
