"""Trade outside of the platform; passwords and codes; what belongs to others."""

from scripts_library.guard.classes import BLOCK, HINT, SOUND, TIGHT, WARN, Rule

PAYS_INSIDE = (
    "(?:微信|qq|支付宝)(?:支付|付款|钱包|零钱|余额|红包是|公众号|小程序|分享|好友分享|登录|绑定|扫码登录|官方|版)",
    "(?:分享|转发)<-4>@",
    "平台内|平台上付|在平台付|页面付款|原路|退回|退到|到账|支付方式|付款方式|下单时选|收银台|提交订单",
)
DENIED = (
    "(?:(?<!要)不|别|勿)@",
    "(?:别|不要|请勿|切勿)(?:给|信|相信|理|告诉|透露|填|点|转)",
    "<ban><-10>@",
    "@<-10><banned>",
    "(?:谨防|警惕|防止|小心|当心|举报|骗|诈骗|冒充|假冒)<~14>@",
    "(?:请)?(?:拒绝|举报|警惕|报警)|无法保障|没有保障|不受保护|(?:付款|下单|支付|交易)?(?:请|要)走平台",
    "(?:叫|让|要求|要|引导|诱导)<u><-10>@<~12>(?:别|不要|请勿|骗|诈|假|举报|不是|小心)",
    "@<~10>(?:别信|骗|诈|是假的|不是我们|请勿|谨防)",
)
NOT_ENGLISH = (
    "(?:do not|don't|never|cannot|can't|not allowed|won't|no need|please avoid|against|unable to|not able to|only (?:pay|trade)|scam|fraud|beware|shouldn't|nobody|no one|at checkout|on (?:this|the) (?:platform|site|page)|payment page)",
)


def _away(name: str, pattern: str, *, view: str = "plain", unless: tuple[str, ...] = (*DENIED, *PAYS_INSIDE)) -> Rule:  # fmt: skip
    return Rule(name, "off_platform", BLOCK, pattern, "off_platform", "inside", view, unless)


RULES = (
    _away("add_me", "<u>(?:的)?微信(?:号)?(?:是)?(?:多少|几|给我|发我)|我加<u>(?:微信)?(?:$|，|。|吧|一下|详)|<u>加我(?:吧|$|，|。|一下|聊|详)|(?:不方便|不好)<-3>(?:说|聊|操作|讲)<~4>加我|加(?:个)?群<~8>(?:福利|优惠|价|红包|号)|群号|微信<-3>(?:付|打|转)给<-2>(?:我|个人|老板)|通过微信(?:支付|转账|付款)?给(?:我|个人)|微信(?:红包)<-3>(?:付|发给我|转|补)|(?:加|添加|搜|扫|留|私|换|转|走|上|去|用|发|给|来|要|联系|记|互|报|问|聊|移步|拉[您你]?进?)<-6><chat>"),
    _away("chat_there", "<chat><-6>(?:聊|联系|沟通|谈|细说|说吧|详谈|私聊|下单|交易|成交|转账|转给|转我|转<u>|打给|发给|发我|发<u>|付给|付我|同号|就是|号是|号，|是我|找我|加我|加一?下|加<u>|通过|扫|拍|便宜|优惠|更低|发红包|收款|咨询|问我|处理|群|[a-z0-9]{5,}|号?[0-9]{5,})"),
    _away("account_given", "<chat>号?[是为，]{0,2}[a-z0-9_-]{5,}"),
    _away("pay_by_code", "(?:扫码?|扫一?扫|二维码|收款码|付款码|扫<-4>码|发<-3>码|码<-3>发)<-8>(?:转|付|打款|支付|下单|给钱|收款|打钱)"),
    _away("code_to_pay", "(?:转账|付款|付钱|打款|转钱|支付)<-6>(?:扫码|扫一?扫|扫<-4>码|收款码|二维码)"),
    _away("transfer", "(?:直接|私下|私人|单独|先|可以|您|你|把|麻烦|要不|那就|那|钱|款|[0-9]+(?:元|块)?)<-6>(?:给我(?:转(?!接)|打钱|付)|扫给(?:我|店|老)|给(?:老板|店主|客服)(?:转|打|付)|转账|转我|转给我|转过来|打我|打给我|打款给|打到|汇到|汇给|打卡|转到|转过(?!去)|打过来|付给我|付到我)"),
    _away("private_deal", "(?:私下|私底下|线下|场外|平台外|站外|脱离平台|离开平台|朋友圈|绕[过开]平台|不走平台|不通过平台|不经过平台|不用平台|避开平台|跳过平台|别走平台|不在平台|出了平台|私聊|私了)<-6>(?:交易|转|付|买|成交|下单|拍|打款|结算|给<u>|便宜|优惠|聊|谈|联系|解决|退|补|处理|[给跟]我|成|更|做|算|价|走|发货|发<u>|就|能|再|直接|也|都)", unless=(*DENIED, *PAYS_INSIDE, "冒牌|只在平台")),
    _away("avoid_platform", "(?:不用|别|不|无需)走(?:平台|流程)<~4>(?:直接|打款|转|付)|微(?:商城|店|商)<-6>(?:便宜|优惠|下单|买|链接)|对公(?:账户|转账)?<~8>(?:便宜|优惠|打款|省)|(?:直接)?(?:打|转|汇)<-3>(?:对公|公司账)|(?:自己|我们)(?:的)?(?:小程序|官网|商城|微店)<-4>(?:下单|买|拍|付)|厂家(?:的)?微信|(?:直接)?找(?:厂家|老板)<-2>(?:买|下单|付)|(?:不走|不通过|不经过|绕[过开]|避开|跳过|省[掉下去了]?|免[掉去]?)<-3>(?:平台|淘宝|京东|拼多多|抖音)<-6>(?:抽成|佣金|扣点|手续费|直接|交易|下单|付|买|，|。|$)"),
    _away("without_platform", "(?:不用|不必|别|不要|无需|甭)(?:在|走|通过|去|上)?(?:平台|店铺?里?|淘宝|京东|拼多多|这(?:里|边))<-6>(?:下单|拍|买|付)<~6>(?:直接|找我|私|转|打|加|便宜|付我|跟我)|(?:手机号?|电话|号码)<-4>(?:就是|也是|同|即)<-3><chat>|(?:加|私|找)(?:我|老板|店主)<-6>(?:下单|买|拍|成交|交易)|(?:取消|退掉?)<-4>(?:订单|这单|单子?)<~10>(?:私下|线下|直接(?:转|付|打)|微信|划算|便宜)|线下(?:转(?!机)|付|打|买(?!的)|成交|交易|结)"),
    _away("to_account", "(?:转|打|汇|付|存)<-6>(?:到|进|去|给|我)?<-6>(?:(?:我|老板|店主|公司|私人|个人|财务)<-3>(?:支付宝|银行卡|账户|账号|卡|微信|帐号|花呗)|支付宝账?号?[，。是0-9a-z]|银行卡[，。是号]|卡号[，。是])"),
    _away("elsewhere_cheaper", "(?:去|到|上|在|走|来)(?:我们?|咱们?)?(?:的)?(?:另外?一?个?|其他|别的|拼多多|淘宝|京东|抖音|官网|闲鱼|微店|小程序|门店|线下店|直营店|别家平台)<-8>(?:下单|买|拍|付)<~6>(?:便宜|优惠|划算|少|省|更低|折)"),
    _away("cheaper_privately", "(?:私聊|加我|找我|联系我)<-6>(?:给<u>)?<-4>(?:便宜|优惠|更低|打折|内部价|底价|低价)"),
    _away("tight_add", "(?:加|扫|搜|私|➕|jia)(?:我|一?下|个|老板|客服|店主|的|您|私人|我们|本店){0,6}(?:微信|薇信|威信|徽信|卫星|vx|wx|v信|微芯|wei信|wechat|薇|qq|扣扣|微(?![波弹小量型整商凉温调笑甜辣])|v(?![a-z0-9])|v[a-z0-9]{4,})", view=TIGHT),
    _away("sound_add", "(?:jia|tianjia|sao)(?:wo|yixia|ge|[^a-z]|de){0,3}(?:weixin|vxin|vx|wx|wechat|weix|koukou|qq)", view=SOUND),
    _away("sound_transfer", "weixin(?:zhuan|zhuanzhang|liao|hao|xiadan|fukuan|lianxi)|saoma(?:zhuan|fu)|sixia(?:jiaoyi|zhuan)|zhuanzhanggeiwo", view=SOUND),
    _away("english_away", "(?:add|text|message|contact|reach|find|chat|talk|dm|ping|call|write|move|continue|pay|order|deal|send)[^。]{0,40}(?:whatsapp|wechat|telegram|(?<![a-z])line(?![a-z])|skype|paypal|venmo|zelle|cash ?app|western union|instagram|facebook|signal|viber|my personal (?:email|number|phone)|bank account|outside (?:the |this )?(?:platform|site|app|website)|off (?:the )?(?:platform|site))", unless=NOT_ENGLISH),
    _away("english_outside", "(?:outside|off|without|bypass|around|avoid(?:ing)?|skip(?:ping)?) (?:of )?(?:the |this )?(?:platform|site|app|marketplace|website)[^。]{0,40}(?:cheaper|discount|pay|save|deal|price|fee|less|off|order|buy)", unless=("(?:do not|don't|never|cannot|can't|not allowed|won't|against|unable)",)),
    _away("english_cheaper_outside", "(?:pay|buy|order|deal|transfer|wire|trade)[^。]{0,30}(?:outside|directly to me|me directly|us directly|to my (?:bank|account|card|paypal)|off[- ]platform|privately|to (?:my|our|a|the) (?:personal|private) account)", unless=NOT_ENGLISH),
    Rule("own_number", "off_platform", WARN, "(?:打|加|联系|记|存|拨|找|我的?)<-8>(?:私人|手机|电话|号码)?<-4>1[3-9][0-9]{9}", "off_platform", "inside",
         unless=("快递员?|派送|配送|网点|站点|驿站|师傅|官方|热线|售后电话|客服电话|厂家|安装", *DENIED)),
    # --- secrets
    Rule("asks_secret", "personal_data", BLOCK,
         "(?:短信|数字码?|动态码?)<-4>(?:内容|码|数字)?<-3>(?:截图|发|报|念|告诉|给)(?:我|给|一下|过来|下)|(?:发|给|告诉|提供|报|说|念|转|透露|截图?|回复|填|写|输|登记|要|需要|麻烦|把|请问|核对|留|拍|回|上传|传)<-10><secret>",
         "secret", "secret", unless=("(?:不|别|勿|无|索|让您|叫您)@", "(?:不用|不需要|无需|用不着|不必)<secret>", "请?(?:挂断|报警|举报|拒绝)|冒充|骗", "<ban><-10>@", "@<-10><banned>", "<secret><-6>(?:忘|重置|修改|找回|错误|登录失败|收不到|在页面|是您自己)", "(?:忘记?|重置|修改|找回|设置|输错)<-6><secret>", "(?:别|不要|请勿|切勿)(?:给|信|相信|理|告诉|透露|填|点|转)",
         "(?:页面|平台|系统|官方|您自己|自行|app|海关|界面|结算页|收银台)<-12>(?:填|输|上传|提交|验证|录)", "谨防|泄露|保管好|保护好|任何人|诈骗|骗", "取件|提货|开门|锁|说明书|出厂|默认|初始|wifi|设备|密码箱|密码本|密码锁")),
    Rule("secret_to_us", "personal_data", BLOCK,
         "<secret>(?:<-8>(?:发|给|告诉|提供|报|说|念|转|截|拍|写|回复)<-4>(?:我|客服|这边|一下|过来|来|下)|<-4>(?:是多少|多少|是什么|发来))",
         "secret", "secret", unless=("<ban><-12>@", "(?:不用|无需|不需要|不必)", "@<-10><banned>", "给<u>发|发给<u>|重新给", "不要|请勿|别|切勿|谨防|任何人|保管|泄露|诈骗|骗", "取件|提货|说明书|默认|初始|wifi|设备|密码锁|密码箱", "(?:页面|平台|系统|官方|您自己|自行|app)<-12>(?:填|输|上传|提交|验证)", "忘记?|重置|找回")),
    Rule("english_secret", "personal_data", BLOCK,
         "(?:send|tell|give|share|provide|what is|what's|need|confirm|read|forward|text|type|reply with|let me know|may i have|can i have|enter)[^。]{0,40}(?:password|passcode|(?:verification|security|sms|otp|one[- ]time|confirmation|login|auth(?:entication)?) ?code|otp|pin(?: code| number)?(?![a-z])|cvv|card number|passport number|id number|bank details|social security)",
         "secret", "secret", unless=("(?:do not|don't|never|no one|nobody|will not|won't|not ask|not need|keep|forgot|reset|without)",)),
    # --- others
    Rule("others_data", "personal_data", BLOCK, "<other>的?(?:订单|包裹|快递|信息)<-8>(?:查到|看到|告诉<u>|给<u>看|发<u>)|这是[^。，您你]{1,3}(?:先生|女士|小姐|姐|哥)的(?:收货|电话|地址|订单|信息)|<other>的?<-4>(?:收货信息|信息|资料)<-4>(?:参考|看|发)|<u>(?:爱人|太太|先生|丈夫|妻子)的<private>|<other><~10><private><~12>(?:是|给|发|告诉|叫|在|住|看|查|，|有|，?[0-9]|帮|您看|念)", "others_data", "privacy",
         unless=("<ban><-12>@", "@<-14><banned>", "@<~12>(?:不能|不方便|保密|不可以|不便|无法|隐私|不会)", "(?:不能|不便|无法|不方便|保护|不会|没法|不可以|不得|不允许)<~16>@", "(?:送给|寄给|寄到|代收|代买|改成|换成|改为|填|新的|收货人|收件人|您要|您想|需要您|提供|您给|下单时)", "(?:不能|不便|不方便|不可以|不会|无法|没法)(?:给|说|透露|告诉|提供|发|看)", "如果|要是|麻烦|无权|看不到|查不了")),
    Rule("gives_others_data", "personal_data", BLOCK, "(?:把|将|发|给|告诉|查|调|透露|看)<-4>(?:<u>)?<-6>(?:一下|下)?<other><-6><private>", "others_data", "privacy",
         unless=("<ban><-14>@", "@<-14><banned>", "(?:不能|不便|无法|不方便|保护|不会|没法|不可以|隐私)<~16>@", "送给|寄给|代收|改成|换成|改为|您提供|麻烦您|请您|您发|您给|需要您|您把|下单时|如果(?:是)?(?:寄|送)")),
    Rule("others_bought", "personal_data", WARN, "<other><-10>(?:也?(?:买|下单|拍)(?:了|过|的)?)<-10>(?:住|地址|电话|叫|手机|身份证|在[^。，]{2,6}(?:小区|路|号楼|单位|公司))", "others_data", "privacy",
         unless=("<ban><-14>@", "不能|不便|保密|隐私")),
    Rule("lives_there", "personal_data", BLOCK, "(?:叫|姓)[^。，的]{2,4}，?(?:住|家住|手机|电话)(?:在|号|是)?[^。，]{3,}|(?:先生|女士|小姐|姐|哥|阿姨)<~8>(?:手机|电话)[号是]*1[3-9][0-9x]{4,}|(?:她|他|人家|那位|上一?位|另一?位)<-4>家?(?:就)?住(?:在)?[^。，]{2,10}(?:区|路|街|村|镇|栋|幢|号|单元)", "others_data", "privacy", unless=("核对|确认|对吗|对不对|无误|<u>的|<u>叫|快递员?|派送|师傅|网点|站点",)),
    Rule("whole_phone", "personal_data", HINT, "(?<![0-9a-z])1[3-9][0-9]{9}(?![0-9a-z])", "whole_phone", "privacy", unless=("快递员?|派送|配送|网点|站点|驿站|师傅|官方|热线|客服电话|厂家|安装",)),
    Rule("names_a_person", "personal_data", BLOCK, "(?:买家|顾客|客户|客人|收件人|女士|先生|小姐|姐|哥|阿姨)<~8>(?:电话|手机|号码|地址|住|身份证)<-6>(?:1[3-9][0-9]{9}|[0-9]{6,}|[^。，]{2,12}(?:路|街|小区|号|栋|室|村|单元))", "others_data", "privacy",
         unless=("快递员?|派送|配送|网点|站点|驿站|师傅|官方|客服|安装", "<u>的|核对|确认|对吗|对不对|无误", "<ban><-14>@")),
    Rule("english_others", "personal_data", BLOCK, "(?:other|another|previous|last|that|different) (?:buyer|customer|client|person|lady|man|guy|one)(?:'s)?[^。]{0,30}(?:phone|address|name is|number|lives|email|order details)|(?:his|her|their) (?:phone number|home address|address|phone|email)(?: number)? is", "others_data", "privacy",
         unless=("(?:cannot|can't|not able|unable|never|don't|do not|privacy|won't|not allowed)",)),
)  # fmt: skip
