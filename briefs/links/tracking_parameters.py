"""Query parameters that show where a reader came from, and never select the article.

Data only. A parameter is listed if its maker documents it as a tag for campaigns, clicks or shares;
a name that some site uses to select the article (`id`, `p`, `cid`, `uid`, `gallery`, `page`, `ref`
...) is listed only for sites where it is known to be a tag. All names are in lower case. A missing
parameter costs a second briefing of the same article; a wrong one shows the wrong article. In
doubt, leave it out.
"""

from __future__ import annotations

from typing import Final


def _words(text: str) -> frozenset[str]:
    return frozenset(text.split())


TRACKING_PREFIXES: Final = (
    "utm_",  # Google Analytics, https://support.google.com/analytics/answer/10917952
    "pk_",  # Matomo, https://matomo.org/faq/reports/what-is-campaign-tracking/
    "mtm_",
    "piwik_",
    "matomo_",
    "hsa_",  # HubSpot ads, https://knowledge.hubspot.com/ads/ad-tracking-in-hubspot
    "wt.",  # Webtrends
    "ns_",  # Comscore Digital Analytix (ns_mchannel, ns_source, ns_campaign, ns_linkname)
    "bsft_",  # Blueshift
    "sb_referer_",
    "gaa_",  # Google's Subscribe with Google: gaa_at, gaa_n, gaa_ts, gaa_sig
    "_branch_",  # Branch, https://help.branch.io/using-branch/docs/query-parameters
    "cx_",  # Piano's recommendations (cx_testId, cx_recs_click)
)

TRACKING: Final = _words(
    # Clicks on advertisements: https://support.google.com/google-ads/answer/9744275,
    # https://help.ads.microsoft.com/#apex/ads/en/60000, and the lists of Brave
    # (brave-core, components/query_filter) and Firefox (query-stripping, bug 1706616)
    "gclid gclsrc dclid gbraid wbraid _gl _ga _gac srsltid msclkid fbclid fb_action_ids "
    "fb_action_types fb_source fb_ref fb_comment_id igshid igsh twclid ttclid li_fat_id yclid "
    "ysclid ymclid _openstat rdt_cid epik irclickid rb_clickid wickedid s_kwcid ef_id "
    "obclid tblci dicbo unicorn_click_id vgo_ee "
    # Newsletters: Mailchimp, HubSpot, Marketo, Vero, Omeda, Drip, MailerLite, Klaviyo,
    # Salesforce, Eloqua, ActiveCampaign, Bloomreach (makers' own documentation)
    "mc_cid mc_eid _hsenc _hsmi __hssc __hstc __hsfp hsctatracking mkt_tok vero_conv vero_id "
    "oly_anon_id oly_enc_id __s ml_subscriber ml_subscriber_hash _kx sfmc_id sfmc_activityid "
    "elqtrack elqtrackid elqaid elqat elq_mid elq_cid vgo_ee et_rid et_cid nlid mailing_id "
    "ss_email_id ss_source ss_campaign_id ss_campaign_name guccounter guce_referrer "
    "guce_referrer_sig "
    # AT Internet / Piano, https://developers.atinternet-solutions.com (campaigns)
    "xtor at_medium at_campaign at_custom1 at_custom2 at_custom3 at_custom4 at_link_id "
    "at_link_type at_link_origin at_ptr_name at_format at_bbc_team at_recipient_id "
    "at_recipient_list at_creation at_variant at_campaign_type "
    # Share buttons and embeds: X, AddThis, AddToAny, ShareThis, Google cards
    "ref_src ref_url __twitter_impression share_id sharetype share_source "
    "smid smtyp smprod cmpid intcmp int_cmp icid intcid ito soc_src soc_trk sara_ref "
    "sara_ecid traffic_source fromrss feedtype feedname "
    # Social publishing: Echobox, Conde Nast, Hootsuite, AT Internet, Facebook, Wikipedia,
    # and the lists of ClearURLs (https://github.com/ClearURLs/Rules) and AdGuard's tracking filter
    "echobox mbid linkid xtref xtnp xts mibextid __tn__ rdid wprov igsh cndid esrc bxid "
    "hashedemail wt_mc wt_zmc trkcampaign gad_source gad_campaignid sccid dm_i emci emdi ceid "
    "ck_subscriber_id s_cid sc_cid mc_tc ncid_src fb_news_token __s_tag share_from share_medium "
    "sfnsn usqp amp_js_v amp_gsa nr_email_referer sr_share rcm "
    "share_token is_copy_url is_from_webapp sender_device sms_click sms_source sms_uph "
    # Sessions
    "phpsessid jsessionid sessionid aspsessionid"
)

# Tags of single sites (registrable hosts), seen on their share buttons, newsletters and gift links.
TRACKING_OF: Final[dict[str, frozenset[str]]] = {
    site: _words(names)
    for site, names in {
        "nytimes.com": "unlocked_article_code referringsource partner emc rref campaign_id "
        "instance_id segment_id regi_id user_id nl te giftcopy pgtype module ugrp",
        "theguardian.com": "cmp filterkeyevents commentpage",
        "washingtonpost.com": "pwapi_token itid wpisrc wpmm tid",
        "wsj.com": "st reflink mod",
        "marketwatch.com": "mod reflink",
        "barrons.com": "mod reflink",
        "bloomberg.com": "accesstoken leadsource srnd sref",
        "ft.com": "accesstoken segmentid desktop",
        "economist.com": "giftid fsrc",
        "theatlantic.com": "gift taid",
        "reuters.com": "taid rpc il",
        "apnews.com": "taid",
        "cnn.com": "cid iid hpt",
        "go.com": "cid",
        "cbsnews.com": "ftag",
        "npr.org": "ft f sc",
        "dw.com": "maca",
        "bbc.co.uk": "ocid",
        "bbc.com": "ocid",
        "msn.com": "ocid cvid ei pc",
        "yahoo.com": ".tsrc tsrc ncid",
        "aol.com": "ncid",
        "youtube.com": "feature si pp t ab_channel",
        "youtu.be": "feature si t",
        "twitter.com": "s t",
        "x.com": "s t",
        "linkedin.com": "trk trackingid rcm lipi",
        "medium.com": "source sk postpublishedtype",
        "substack.com": "r isfreemail triedredirect showwelcomeonshare publication_id post_id "
        "token",
        "telegraph.co.uk": "li_source li_medium",
        "politico.com": "nid nname nrid",
        "axios.com": "stream",
    }.items()
}

# These names can select an article ("?ref=8813"), so they are removed only with such a value.
SOURCE_NAMES: Final = _words("ref source src from via referrer referer partner")
SOURCE_VALUES: Final = _words(
    "twitter facebook fb linkedin reddit hn hackernews rss feed atom email mail newsletter "
    "share sharing whatsapp telegram slack discord google googlenews flipboard applenews "
    "smartnews mastodon bluesky threads instagram tw t.co home homepage push app ios android"
)
