# Pages of a signed-in citizen: own space, forms, following a dossier.

## Days, times, answers
weekday-1 = thứ Hai
weekday-2 = thứ Ba
weekday-3 = thứ Tư
weekday-4 = thứ Năm
weekday-5 = thứ Sáu
weekday-6 = thứ Bảy
weekday-7 = Chủ nhật
when-instant = { $time } { $weekday }, ngày { $date }
duration-minutes = { $minutes } phút làm việc
duration-hours = { $hours } giờ làm việc
duration-both = { $hours } giờ { $minutes } phút làm việc
answer-yes = Có
answer-none = (để trống)
register-population = Cơ sở dữ liệu quốc gia về dân cư
register-civil-status = Cơ sở dữ liệu hộ tịch điện tử
register-residence = Cơ sở dữ liệu về cư trú
register-land = Cơ sở dữ liệu đất đai
register-enterprise = Cơ sở dữ liệu đăng ký kinh doanh
register-health = Cơ sở dữ liệu y tế
track-verified-declared = Cơ sở dữ liệu của Nhà nước không có mục này; cơ quan xem theo điều đã khai.
track-verified-verified = Thông tin đã khai khớp với cơ sở dữ liệu của Nhà nước.
track-verified-deferred = Một cơ sở dữ liệu của Nhà nước chưa trả lời. Hồ sơ vẫn được nhận; hệ thống tự hỏi lại, ông/bà không phải làm gì.
track-verified-contradicted = Có thông tin khác với cơ sở dữ liệu của Nhà nước. Cán bộ sẽ xem lại và hỏi ông/bà nếu cần; nếu cơ sở dữ liệu sai, ông/bà có quyền đề nghị nơi quản lý sửa.
register-other = cơ sở dữ liệu của Nhà nước

## Level 2
level-two-title = Ông/bà đang dùng tài khoản mức độ 1.
level-two-text = Tài khoản này xem và khai trước được, nhưng chưa nộp hay theo dõi hồ sơ được, vì mức độ 1 chưa cho biết chắc chắn ông/bà là ai.
level-two-how = Để có mức độ 2: ông/bà mang thẻ căn cước đến công an xã, phường nơi gần nhất, không mất phí. Có rồi thì đăng xuất và đăng nhập lại; những gì đã khai vẫn còn.

## Before beginning
start-title = Trước khi bắt đầu
start-asked = Chúng tôi sẽ hỏi
start-saved = Khai đến đâu lưu đến đó. Ông/bà dừng lúc nào cũng được, mất mạng hay đổi máy vẫn mở lại khai tiếp. Điều Nhà nước đã biết thì có sẵn, không phải khai lại.
start-begun = Ông/bà đang có một tờ khai dở của thủ tục này. Bấm nút dưới để làm tiếp.
start-level-two = Ông/bà đang dùng tài khoản mức độ 1: khai trước được, nhưng cần mức độ 2 để nộp.
start-button = Bắt đầu khai
start-go-on = Làm tiếp tờ khai

## Filling in
draft-step = Phần { $number } trên { $count }
draft-question = { $title } (câu { $number } trên { $count })
draft-save = Lưu và đi tiếp
draft-save-later = Lưu, làm sau
draft-fresh = Từ câu trả lời vừa rồi, có thêm câu hỏi. Ông/bà điền tiếp nhé:
draft-agency-title = Nơi giải quyết
draft-agency-question = Ông/bà nộp hồ sơ đến đâu?
draft-agency-hint = Thường là nơi ông/bà ở, hoặc nơi có việc cần làm.
draft-overtaken-title = Tờ khai vừa được lưu ở một cửa sổ khác
draft-overtaken-text = Để không ghi đè nhầm, lần lưu này chưa được ghi. Những gì ông/bà vừa nhập vẫn còn ở đây. Ông/bà chọn một trong hai cách.
draft-overtaken-kept = Nội dung ông/bà vừa nhập
draft-overtaken-newer = Xem bản mới hơn
draft-overtaken-mine = Dùng nội dung vừa nhập ở đây
draft-quiet-saved = Đã lưu.
draft-quiet-unsaved = Chưa lưu được. Ông/bà bấm “Lưu và đi tiếp”; nội dung vẫn còn trên màn hình.
draft-quiet-lost = Mất mạng, nội dung vẫn còn trên màn hình. Có mạng lại sẽ tự lưu.
draft-quiet-overtaken = Tờ khai này vừa được lưu ở một cửa sổ khác. Ông/bà bấm nút lưu bên dưới để chọn bản muốn giữ.
draft-discard = Bỏ tờ khai này
draft-discard-question = Ông/bà muốn bỏ tờ khai này?
draft-discard-text = Tờ khai sẽ nằm trong thùng rác ở trang Của tôi 30 ngày; trong thời gian đó ông/bà lấy lại được. Hồ sơ đã nộp không bị ảnh hưởng.
draft-discard-yes = Bỏ tờ khai
draft-discard-no = Không, khai tiếp

## Lists and communes
list-add = Thêm { $noun }
list-add-another = Thêm { $noun } nữa
list-change = { $noun } thứ { $number }
list-empty = Chưa ghi { $noun } nào.
list-entry-wrong = Mục { $number } còn thiếu hoặc chưa đúng. Hãy bấm “Sửa” ở mục này.
list-unfinished = cần xem lại
list-save = Lưu mục này
list-remove = Bỏ
list-remove-question = Bỏ { $noun } này khỏi danh sách?
list-remove-yes = Bỏ khỏi danh sách
list-remove-no = Không, giữ lại
commune-province = Tỉnh, thành phố
commune-name = Tên xã, phường, đặc khu
commune-name-hint = Gõ tên, ví dụ Thuận Hoá. Chọn tỉnh trước thì có danh sách để chọn.

## Checking and sending
draft-check-title = Kiểm tra rồi nộp
draft-check-text = Ông/bà đọc lại một lượt. Chỗ nào chưa đúng thì bấm “Sửa”, xong sẽ quay lại trang này.
draft-check-open = Còn vài chỗ chưa xong, ông/bà mở ra điền tiếp
draft-papers = Giấy tờ
draft-paper-ready = Ông/bà chuẩn bị sẵn; cơ quan sẽ báo nếu cần nộp.
draft-fee-title = Phí, lệ phí
draft-fee-total = Cộng
draft-fee-times = { $count } × { $amount }
draft-fee-exempt = được miễn theo khai báo: { $who }
draft-fee-later = Chưa phải nộp tiền lúc này. Cơ quan sẽ báo cách nộp ngay trong hồ sơ.
draft-promise-title = Nộp xong thì sao?
draft-promise-acceptance = Trong { $hours } giờ làm việc, cơ quan trả lời có tiếp nhận hay không, thiếu gì sẽ nói rõ một lần.
draft-promise-limit = Thời hạn giải quyết từ khi tiếp nhận: { $limit }.
draft-promise-follow = Ông/bà theo dõi được hồ sơ đang ở đâu, ai giữ, bao giờ xong; chưa tiếp nhận thì rút lại được ngay.
draft-send = Nộp hồ sơ

## My space
space-mine-to-do = Cần ông/bà làm
space-drafts = Tờ khai đang dở
space-dossiers = Hồ sơ đã nộp
space-further = Hồ sơ đã nộp trước đó
space-draft-saved = Lưu lần cuối: { $when }
space-draft-go-on = Làm tiếp
space-discarded = Đã bỏ tờ khai.
space-empty = Ông/bà chưa có hồ sơ nào. Tìm thủ tục cần làm để bắt đầu.
space-end = Hết danh sách, không còn hồ sơ nào trước đó.
space-submitted = Nộp lúc { $when }
space-due-acceptance = Cơ quan trả lời trước { $when }.
space-due-result = Hẹn trả kết quả trước { $when }.

## Who has looked at my data
readings-title = Ai đã xem dữ liệu của tôi
readings-text = Mỗi lần cán bộ mở hồ sơ của ông/bà, hệ thống ghi lại ở đây. Không ai xóa được danh sách này.
readings-none = Chưa có ai mở hồ sơ của ông/bà.
readings-when = Lúc
readings-who = Ai
readings-why = Để làm gì
readings-ground = Căn cứ
readings-where = Hồ sơ
readings-open = Mở hồ sơ
readings-complain = Thấy lượt xem nào không đúng, ông/bà hỏi cơ quan ghi trong dòng đó, hoặc khiếu nại với cơ quan cấp trên của họ.
purpose-settle-dossier = Giải quyết hồ sơ ông/bà đã nộp

## Following a dossier
track-no-code = Mã hồ sơ sẽ có khi được tiếp nhận
track-code = Mã hồ sơ
track-agency = Nơi giải quyết
track-holder = Đang ở
track-holder-officer = { $holder }; cán bộ phụ trách: { $name }
track-when = Bao giờ xong
track-money = Tiền
track-submitted = Nộp lúc
track-due-acceptance = Cơ quan trả lời có tiếp nhận hay không trước { $when }
track-due-result = Có kết quả trước { $when }
track-due-missed = Đã hẹn trước { $when }, nhưng cơ quan làm chưa xong
track-due-paused = Đồng hồ đang dừng từ { $when }, chờ ông/bà. Ông/bà làm xong thì thời gian chạy tiếp.
track-due-stopped = Đã dừng theo quyết định từ { $when }; chưa hẹn ngày
track-due-done = Đã xong lúc { $when }
track-due-closed = Hồ sơ đã khép lại
track-money-nothing = Không phải nộp khoản nào
track-money-due = Phải nộp { $amount }, chưa nộp
track-money-paid = Đã nộp { $amount }
track-new = Đã nộp hồ sơ. Cơ quan sẽ trả lời trước { $when }; ông/bà không phải đến nơi, cứ xem ở trang này.
track-supplied = Đã gửi phần bổ sung. Thời gian giải quyết chạy tiếp; ông/bà không phải làm gì thêm lúc này.
track-withdrawal-asked = Đã ghi nhận việc xin rút hồ sơ.
track-taken = Ông/bà đã nhận kết quả. Bản này luôn mở lại được ở đây.
track-reason = Lý do
track-withdrawal-pending = Ông/bà đã xin rút hồ sơ. Cơ quan đang trả lời; trong lúc chờ, không có kết quả nào được ký.
track-todo-supplement = Cần ông/bà bổ sung
track-supplement-button = Bổ sung ngay
track-answer-by = Chậm nhất ngày { $date }.
track-todo-payment = Cần ông/bà nộp { $amount }
track-todo-payment-text = Lý do ghi trong phần “Hồ sơ đã qua đâu”. Ông/bà nộp tại bộ phận một cửa hoặc theo cách cơ quan hướng dẫn; thời gian chờ không tính vào hạn.
track-todo-take = Kết quả đã có
track-todo-take-text = Ông/bà đọc kết quả bên dưới, rồi bấm nút để xác nhận đã nhận.
track-todo-take-read = Đọc kết quả
track-take-button = Nhận kết quả
track-todo-fetch = Kết quả đã có
track-fetch-desk = Ông/bà đến bộ phận trả kết quả của { $agency } để nhận bản giấy; nhớ mang thẻ căn cước.
track-fetch-post = Kết quả sẽ được gửi bưu điện đến địa chỉ ông/bà đã khai.
track-late = Hồ sơ đã trễ hẹn { $by }
track-late-why = Thời gian trễ do:
track-late-what = Chúng tôi xin lỗi. Ông/bà không phải làm gì thêm; muốn hỏi, ông/bà đọc mã hồ sơ cho bộ phận một cửa.
track-result = Kết quả
track-result-released = Phát hành lúc { $when }.
track-result-rejected = Cơ quan không giải quyết được theo yêu cầu; lý do ghi trong văn bản. Không đồng ý, ông/bà có quyền khiếu nại.
track-result-print = Muốn có bản giấy, ông/bà dùng chức năng in của trình duyệt; chỉ văn bản này được in.
track-history = Hồ sơ đã qua đâu
track-by-system = Hệ thống
track-note-received = Mã hồ sơ { $code }. Hẹn trả kết quả trước { $when }.
track-note-runs-on = Hạn mới: { $when }.
track-note-forward = Giao cho { $name }.
track-note-number = Số { $number }.
track-note-new-due = Hẹn lại: { $when }.
track-added = Phần ông/bà đã bổ sung
track-supplied-other = Bổ sung
track-answers = Xem lại những gì ông/bà đã khai
track-withdraw = Tôi muốn rút hồ sơ này

## Adding what is missing, withdrawing, two at once
supplement-title = Bổ sung hồ sơ
supplement-reason = Vì sao cần bổ sung
supplement-text = Ông/bà trả lời đủ các mục dưới đây rồi gửi một lần.
supplement-empty = Mục này chưa có câu trả lời. Ông/bà điền vào rồi gửi.
withdraw-title = Rút hồ sơ
withdraw-at-once = Hồ sơ chưa được tiếp nhận nên sẽ được rút ngay. Sau đó ông/bà vẫn nộp lại được từ đầu.
withdraw-asked = Hồ sơ đã được tiếp nhận, nên cơ quan sẽ trả lời đồng ý hay không. Ông/bà xem câu trả lời ở trang hồ sơ.
withdraw-reason = Lý do
withdraw-reason-hint = Ông/bà không bắt buộc phải nói lý do.
withdraw-no = Không rút nữa
conflict-text = Việc ông/bà vừa bấm chưa được ghi. Ông/bà mở hồ sơ xem tình trạng mới rồi làm tiếp.
conflict-copy = Nếu còn cần, ông/bà chép lại nội dung này trước khi rời trang.
conflict-open = Mở hồ sơ

## Papers as files
paper-files = Đã tải lên { $count } tệp
paper-preview = Xem trước { $name }
paper-keep = Ảnh đọc được, giữ lại
paper-remove = Bỏ
paper-up = Lên trước
paper-down = Xuống sau
paper-doubtful = Ông/bà bấm vào ảnh để xem lại. Đọc được thì bấm “Ảnh đọc được, giữ lại”; chưa rõ thì bấm “Bỏ” rồi chụp lại.
paper-onward = Đi tiếp
paper-add = Tải giấy tờ lên
paper-add-more = Thêm trang, hoặc thay bằng tệp khác
paper-how-1 = Chụp thẳng từ trên xuống, đủ sáng, thấy cả bốn góc, chữ không bị nhòe.
paper-how-2 = Nhiều trang thì chọn nhiều ảnh một lúc, hoặc một tệp PDF.
paper-limits = Nhận ảnh JPEG, PNG và PDF; mỗi tệp không quá { $megabytes } MB, nhiều nhất { $files } tệp.
paper-choose = Chọn ảnh hoặc PDF
paper-camera = Hoặc chụp ngay bằng điện thoại
paper-send = Tải lên
paper-sending = Đang gửi
paper-looking = Đang kiểm tra tệp…
paper-line-lost = Mất mạng. Phần đã gửi vẫn còn; có mạng lại sẽ tự gửi tiếp, ông/bà không phải làm lại.
paper-failed = Chưa gửi được tệp này. Ông/bà tải lại trang rồi gửi lại; phần đã gửi vẫn còn.
paper-later = Lưu, làm sau
paper-later-supplement = Quay lại phần bổ sung
draft-paper-add = Tải lên
track-papers = Giấy tờ đã nộp

## Messages with the authority
message-title = Trao đổi với cơ quan
message-link = Hỏi cơ quan về hồ sơ này
message-text = Ông/bà viết cho { $agency } về hồ sơ này; cán bộ trả lời ở đây. Tin nhắn không làm thay đổi thời hạn của hồ sơ.
message-none = Chưa có tin nào.
message-you = Ông/bà
message-new = Mới
message-seen = đã xem
message-label = Nội dung muốn hỏi
message-hint = Viết ngắn gọn, nhiều nhất { $limit } ký tự. Đừng ghi mật khẩu hay số thẻ ngân hàng.
message-send = Gửi
message-new-count = { $count } tin mới của cơ quan

## Saying how it was
rating-title = Đánh giá
rating-link = Ông/bà thấy việc này được làm thế nào?
rating-question = Ông/bà thấy việc này được làm thế nào?
rating-5 = Rất tốt
rating-4 = Tốt
rating-3 = Tạm được
rating-2 = Chưa tốt
rating-1 = Rất kém
rating-words = Điều muốn nói thêm
rating-words-hint = Không bắt buộc; nhiều nhất { $limit } ký tự. Đừng ghi tên hay số giấy tờ của ai.
rating-private = Cơ quan chỉ thấy con số và lời góp ý chung, không thấy tên ông/bà và hồ sơ nào. Trong 15 ngày ông/bà sửa lại được.
rating-send = Gửi đánh giá
rating-change = Sửa đánh giá
rating-no = Không đánh giá
rating-thanks = Cảm ơn ông/bà đã đánh giá.

## Where it is, in plain words
status-title = Hồ sơ đang ở đâu, bao giờ xong
status-steps = Các bước hồ sơ đi qua
status-step-sent = Ông/bà nộp
status-step-taken = Cơ quan tiếp nhận
status-step-solved = Cán bộ giải quyết
status-step-signed = Lãnh đạo ký
status-step-given = Trả kết quả
status-step-now = Hồ sơ đang ở đây
status-step-wait = Đang chờ ông/bà
status-step-stop = Dừng ở đây
status-where = Đang ở đâu, ai giữ?
status-when = Bao giờ xong?
status-why = Vì sao đồng hồ dừng?
status-mine = Ông/bà cần làm gì?
status-place = { $hands } của { $agency }.
status-place-officer = { $hands } của { $agency }; người phụ trách là { $name }.
status-place-closed = { $agency } đã làm xong phần việc của mình; hồ sơ được lưu ở đó.
status-hands-applicant = Đang chờ ông/bà; hồ sơ vẫn nằm ở nơi tiếp nhận
status-hands-desk = Ở bộ phận một cửa
status-hands-officer = Ở cán bộ chuyên môn
status-hands-signer = Ở lãnh đạo, chờ ký
status-hands-clerk = Ở văn thư, chờ cấp số và phát hành
status-hands-delivery = Ở nơi trả kết quả
status-hands-nobody = Không ai phải làm gì nữa; hồ sơ lưu ở nơi giải quyết
status-how = Cách tính: nhận lúc { $when }, thời hạn { $limit } theo { $ground }; ngày nghỉ và lúc chờ ông/bà không tính.
status-how-acceptance = Cách tính: ông/bà nộp lúc { $when }; cơ quan có 8 giờ làm việc để trả lời có tiếp nhận hay không.
status-how-moved = Ngày hẹn đã được dời một lần, kèm lời xin lỗi.
status-stopped = Từ { $from } đến { $until }: { $cause }. Thời gian này không tính vào hạn.
status-stands = Từ { $from } đến nay: { $cause }. Thời gian này không tính vào hạn.
status-stop-officer = cơ quan xử lý
status-stop-applicant = chờ ông/bà bổ sung
status-stop-fee = chờ ông/bà nộp phí
status-stop-other-agency = chờ cơ quan khác
status-stop-partner-system = chờ hệ thống khác trả lời
status-stop-our-outage = hệ thống gặp sự cố
status-stop-decision = dừng theo quyết định của cơ quan
status-mine-nothing = Không phải làm gì lúc này. Có việc cần ông/bà, trang này và trang Của tôi sẽ báo.
status-mine-supplement = Bổ sung những mục cơ quan hỏi: bấm “Bổ sung ngay” ở trên.
status-mine-payment = Nộp khoản tiền ghi ở trên.
status-mine-take = Nhận kết quả, theo hướng dẫn ở trên.
status-mine-closed = Không còn việc gì phải làm.

supplement-kept = Những gì ông/bà đã điền được giữ lại ở đây. Điền đủ rồi bấm gửi một lần.
supplement-why = Vì sao
supplement-upload = Tải giấy tờ lên
supplement-upload-more = Xem hoặc thêm tệp
space-bin = Thùng rác ({ $count } tờ khai đã bỏ)
space-bin-text = Tờ khai đã bỏ được giữ 30 ngày cùng giấy tờ kèm theo, sau đó mới xóa hẳn.
space-bin-restore = Lấy lại
