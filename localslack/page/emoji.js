// Shortcodes of Slack's standard emoji that teams and apps use most, by kind.

const TABLE = `
smile 😄 smiley 😃 grinning 😀 grin 😁 joy 😂 rolling_on_the_floor_laughing 🤣 slightly_smiling_face 🙂 wink 😉 blush 😊
innocent 😇 heart_eyes 😍 star-struck 🤩 yum 😋 thinking_face 🤔 neutral_face 😐 expressionless 😑 sweat_smile 😅 sweat 😓
sob 😭 cry 😢 scream 😱 rage 😡 sleeping 😴 mask 😷 sunglasses 😎 nerd_face 🤓 face_with_monocle 🧐 confused 😕 worried 😟
open_mouth 😮 relieved 😌 hugging_face 🤗 zipper_mouth_face 🤐 partying_face 🥳 saluting_face 🫡 melting_face 🫠 robot_face 🤖
wave 👋 raised_hand ✋ ok_hand 👌 +1 👍 thumbsup 👍 -1 👎 thumbsdown 👎 clap 👏 raised_hands 🙌 pray 🙏 handshake 🤝 muscle 💪
point_up ☝️ point_right 👉 point_left 👈 point_down 👇 writing_hand ✍️ bow 🙇 man-bowing 🙇‍♂️ woman-bowing 🙇‍♀️ eyes 👀 brain 🧠
bust_in_silhouette 👤 busts_in_silhouette 👥 speaking_head_in_silhouette 🗣️ man-raising-hand 🙋‍♂️ woman-raising-hand 🙋‍♀️ technologist 🧑‍💻
heart ❤️ orange_heart 🧡 yellow_heart 💛 green_heart 💚 blue_heart 💙 purple_heart 💜 broken_heart 💔 sparkles ✨ star ⭐ star2 🌟 tada 🎉
confetti_ball 🎊 balloon 🎈 gift 🎁 trophy 🏆 medal 🏅 first_place_medal 🥇 100 💯 fire 🔥 zap ⚡ boom 💥 rocket 🚀 dart 🎯 crown 👑 gem 💎
white_check_mark ✅ heavy_check_mark ✔️ ballot_box_with_check ☑️ x ❌ negative_squared_cross_mark ❎ heavy_plus_sign ➕ heavy_minus_sign ➖
exclamation ❗ grey_exclamation ❕ question ❓ grey_question ❔ bangbang ‼️ interrobang ⁉️ warning ⚠️ no_entry ⛔ no_entry_sign 🚫
octagonal_sign 🛑 construction 🚧 rotating_light 🚨 sos 🆘 information_source ℹ️ new 🆕 ok 🆗 free 🆓 up 🆙 cool 🆒 recycle ♻️
red_circle 🔴 large_orange_circle 🟠 large_yellow_circle 🟡 large_green_circle 🟢 large_blue_circle 🔵 large_purple_circle 🟣 white_circle ⚪
black_circle ⚫ large_green_square 🟩 large_red_square 🟥 large_yellow_square 🟨 large_blue_square 🟦 small_blue_diamond 🔹 small_orange_diamond 🔸
one 1️⃣ two 2️⃣ three 3️⃣ four 4️⃣ five 5️⃣ six 6️⃣ seven 7️⃣ eight 8️⃣ nine 9️⃣ keycap_ten 🔟 zero 0️⃣ hash #️⃣
arrow_right ➡️ arrow_left ⬅️ arrow_up ⬆️ arrow_down ⬇️ arrow_upper_right ↗️ arrow_right_hook ↪️ leftwards_arrow_with_hook ↩️ back 🔙
arrows_counterclockwise 🔄 arrows_clockwise 🔃 repeat 🔁 fast_forward ⏩ rewind ⏪ arrow_forward ▶️ double_vertical_bar ⏸️ black_square_for_stop ⏹️
twisted_rightwards_arrows 🔀 link 🔗 paperclip 📎 pushpin 📌 round_pushpin 📍 triangular_flag_on_post 🚩 bookmark 🔖 label 🏷️ mag 🔍 mag_right 🔎
lock 🔒 unlock 🔓 key 🔑 closed_lock_with_key 🔐 bell 🔔 no_bell 🔕 mute 🔇 loud_sound 🔊 loudspeaker 📢 mega 📣 speech_balloon 💬 thought_balloon 💭
hourglass ⌛ hourglass_flowing_sand ⏳ watch ⌚ alarm_clock ⏰ stopwatch ⏱️ timer_clock ⏲️ clock3 🕒 clock9 🕘 zzz 💤 calendar 📆 date 📅
spiral_calendar_pad 🗓️ card_index 📇 card_file_box 🗃️ file_cabinet 🗄️ file_folder 📁 open_file_folder 📂 card_index_dividers 🗂️ clipboard 📋
memo 📝 pencil 📝 pencil2 ✏️ lower_left_fountain_pen 🖋️ page_facing_up 📄 page_with_curl 📃 bookmark_tabs 📑 receipt 🧾 newspaper 📰 book 📖 books 📚
notebook 📓 ledger 📒 scroll 📜 chart_with_upwards_trend 📈 chart_with_downwards_trend 📉 bar_chart 📊 inbox_tray 📥 outbox_tray 📤 package 📦
email 📧 envelope ✉️ e-mail 📧 incoming_envelope 📨 envelope_with_arrow 📩 mailbox 📫 postbox 📮 phone ☎️ telephone ☎️ telephone_receiver 📞 iphone 📱
calling 📲 fax 📠 pager 📟 computer 💻 desktop_computer 🖥️ printer 🖨️ keyboard ⌨️ camera 📷 camera_with_flash 📸 video_camera 📹 movie_camera 🎥
frame_with_picture 🖼️ floppy_disk 💾 cd 💿 battery 🔋 electric_plug 🔌 bulb 💡 flashlight 🔦 wrench 🔧 hammer 🔨 hammer_and_wrench 🛠️ gear ⚙️ broom 🧹
wastebasket 🗑️ scissors ✂️ triangular_ruler 📐 straight_ruler 📏 bank 🏦 office 🏢 house 🏠 factory 🏭 school 🏫 hospital 🏥 department_store 🏬
convenience_store 🏪 hotel 🏨 japan 🗾 jp 🇯🇵 us 🇺🇸 gb 🇬🇧 globe_with_meridians 🌐 earth_asia 🌏 world_map 🗺️ airplane ✈️ bullettrain_side 🚄 train 🚆
car 🚗 taxi 🚕 bus 🚌 bike 🚲 ship 🚢 yen 💴 dollar 💵 moneybag 💰 money_with_wings 💸 credit_card 💳 coin 🪙 briefcase 💼 necktie 👔 handbag 👜
graduation_cap 🎓 mortar_board 🎓 microscope 🔬 syringe 💉 pill 💊 stethoscope 🩺 balance_scale ⚖️ scales ⚖️ coffee ☕ tea 🍵 beer 🍺 beers 🍻 sake 🍶
sushi 🍣 bento 🍱 rice_ball 🍙 ramen 🍜 cake 🍰 birthday 🎂 knife_fork_plate 🍽️ fork_and_knife 🍴 golf ⛳ soccer ⚽ tennis 🎾 art 🎨 musical_note 🎵
sunny ☀️ sun_with_face 🌞 partly_sunny ⛅ cloud ☁️ rain_cloud 🌧️ umbrella ☔ snowflake ❄️ snowman ⛄ rainbow 🌈 crescent_moon 🌙 full_moon 🌕 ocean 🌊
cherry_blossom 🌸 tulip 🌷 rose 🌹 sunflower 🌻 maple_leaf 🍁 four_leaf_clover 🍀 seedling 🌱 evergreen_tree 🌲 bamboo 🎍 bouquet 💐
dog 🐶 cat 🐱 bird 🐦 penguin 🐧 tiger 🐯 bear 🐻 whale 🐳 honeybee 🐝 bug 🐛 turtle 🐢 ghost 👻 see_no_evil 🙈
crossed_fingers 🤞 v ✌️ call_me_hand 🤙 fist ✊ facepunch 👊 palms_up_together 🤲 open_hands 👐 ear 👂 footprints 👣 shrug 🤷 face_palm 🤦
skull 💀 ticket 🎫 admission_tickets 🎟️ military_medal 🎖️ compass 🧭 magnet 🧲 puzzle_piece 🧩 jigsaw 🧩 magic_wand 🪄 crystal_ball 🔮
identification_card 🪪 placard 🪧 abacus 🧮 thread 🧵 bricks 🧱 ladder 🪜 shield 🛡️ anchor ⚓ door 🚪 bed 🛏️ shopping_trolley 🛒
beginner 🔰 radio_button 🔘 white_small_square ▫️ black_small_square ▪️ heavy_dollar_sign 💲 copyright ©️ registered ®️ tm ™️ infinity ♾️
`;

const words = TABLE.trim().split(/\s+/);
const EMOJI = new Map();
for (let i = 0; i + 1 < words.length; i += 2) EMOJI.set(words[i], words[i + 1]);

const TONES = {
  "skin-tone-2": "🏻",
  "skin-tone-3": "🏼",
  "skin-tone-4": "🏽",
  "skin-tone-5": "🏾",
  "skin-tone-6": "🏿",
};

/** The character of a shortcode ("tada", "+1::skin-tone-2"), or null when unknown. */
export function emojiOf(name) {
  const [base, tone] = name.split("::");
  const found = EMOJI.get(base);
  return found ? found + (TONES[tone] ?? "") : null;
}

/** Shortcodes that contain `query`, those that start with it first. */
export function findEmoji(query, limit = 48) {
  const wanted = query.toLowerCase();
  const names = [...EMOJI.keys()].filter((name) => name.includes(wanted));
  names.sort((a, b) => b.startsWith(wanted) - a.startsWith(wanted));
  return names.slice(0, limit).map((name) => [name, EMOJI.get(name)]);
}
