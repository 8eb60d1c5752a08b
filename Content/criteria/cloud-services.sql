-- Each cloud service in use was approved, for a time that has not run out; somebody in service administers
-- it; what is held there fits its terms; somebody went through it this fiscal year. What was given up is
-- proved erased within a month.
SELECT
    'cloud-services' AS subject_register,
    x.id AS subject_id,
    x.name AS subject_label,
    CASE
        WHEN x.ends_on < :one_month_ago AND COALESCE(x.erasure_proved_on, '9999-12-31') > :on THEN 'not-met'
        WHEN x.ends_on < :on THEN 'met'
        WHEN COALESCE(x.approved_on, '9999-12-31') > :on OR x.approved_until < :on OR p.ends_on < :on OR
            x.confidentiality IN ('3A', '3B', '3C', '2') AND x.is_negotiated = 0 OR x.confidentiality IN
            ('3A', '3B', '3C', '2') AND x.ismap = 'none' AND COALESCE(x.reason, '') = '' OR x.reviewed_on <
            :previous_year_start OR x.reviewed_on < :year_start THEN 'not-met'
        WHEN x.confidentiality IS NULL OR (x.confidentiality IN ('3A', '3B', '3C', '2') AND (x.is_negotiated
            IS NULL OR x.ismap IS NULL)) OR p.id IS NULL OR (x.reviewed_on IS NULL OR x.reviewed_on > :on)
            AND x.approved_on < :year_start THEN 'undetermined'
        ELSE 'met'
    END AS state,
    CASE
        WHEN x.ends_on < :one_month_ago AND COALESCE(x.erasure_proved_on, '9999-12-31') > :on THEN
            'not-erased'
        WHEN x.ends_on < :on THEN 'ended'
        WHEN COALESCE(x.approved_on, '9999-12-31') > :on THEN 'unapproved'
        WHEN x.approved_until < :on THEN 'approval-ended'
        WHEN p.ends_on < :on THEN 'administrator-left'
        WHEN x.confidentiality IN ('3A', '3B', '3C', '2') AND x.is_negotiated = 0 THEN 'terms-only'
        WHEN x.confidentiality IN ('3A', '3B', '3C', '2') AND x.ismap = 'none' AND COALESCE(x.reason, '') =
            '' THEN 'unlisted-without-reason'
        WHEN x.reviewed_on < :previous_year_start THEN 'reviewed-long-ago'
        WHEN x.reviewed_on < :year_start THEN 'reviewed-last-year'
        WHEN x.confidentiality IS NULL OR (x.confidentiality IN ('3A', '3B', '3C', '2') AND (x.is_negotiated
            IS NULL OR x.ismap IS NULL)) THEN 'class-unknown'
        WHEN p.id IS NULL THEN 'no-administrator'
        WHEN (x.reviewed_on IS NULL OR x.reviewed_on > :on) AND x.approved_on < :year_start THEN
            'unreviewed'
        ELSE 'approved'
    END AS reason,
    x.provider AS detail_1,
    CASE WHEN x.ends_on < :on THEN x.ends_on WHEN x.approved_until < :on THEN x.approved_until WHEN p.ends_on < :on THEN p.ends_on ELSE x.reviewed_on END AS detail_2,
    CASE WHEN x.approved_until >= :on THEN x.approved_until END AS due
FROM cloud_services x
LEFT JOIN people p ON p.id = x.administrator
WHERE COALESCE(x.starts_on, '') <= :on
ORDER BY x.id
