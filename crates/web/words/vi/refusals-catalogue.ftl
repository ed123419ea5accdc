# Sentences for the catalogue (for administrators) and for the answers of a form (for everybody).

## Answers of a form, beside the field
form-required = Hãy điền mục này.
form-required-choice = Hãy chọn một phương án.
form-required-tick = Hãy đánh dấu vào ô này để tiếp tục.
form-too-long = Nội dung dài quá { $limit } ký tự. Hãy rút ngắn.
form-name-malformed = Tên chỉ gồm chữ cái và khoảng trắng. Hãy ghi như trên giấy tờ.
form-personal-id-malformed = Số định danh gồm 12 chữ số. Hãy xem lại trên thẻ căn cước.
form-commune-unknown = Chưa nhận ra “{ $input }”. Hãy chọn tỉnh, rồi ghi tên xã, phường đang dùng từ ngày 01/7/2025.
form-commune-several = Có nhiều nơi trùng tên: { $names }. Hãy chọn đúng tỉnh và ghi cả chữ xã, phường hoặc đặc khu.
form-commune-former = { $old } là tên trước ngày 01/7/2025; nay thuộc { $now }. Hãy ghi tên mới.
form-commune-choose = Hãy ghi hoặc chọn xã, phường thuộc { $province }.
form-commune-elsewhere = Cơ quan ông/bà chọn giải quyết việc ở { $office }, còn nơi này thuộc { $place }. Ông/bà xem lại địa chỉ; nếu đúng, hãy chọn lại cơ quan ở câu đầu tiên.
form-time-malformed = Giờ chưa đúng. Hãy ghi theo kiểu 7:30 hoặc 19:05.
form-list-too-few = Cần ít nhất { $min } mục. Hãy bấm nút thêm.
form-list-too-many = Nhiều nhất { $max } mục. Hãy bỏ bớt.
form-not-a-list = Trình duyệt gửi giá trị lạ. Hãy tải lại trang và ghi lại.
form-no-such-entry = Mục này không còn trong danh sách, hoặc danh sách đã đủ. Hãy trở về danh sách để xem lại.
form-phone-malformed = Số điện thoại gồm 10 hoặc 11 chữ số, bắt đầu bằng 0. Hãy xem lại.
form-email-malformed = Thư điện tử chưa đúng. Hãy ghi như ten@vidu.vn.
form-not-an-option = Phương án này không có trong danh sách. Hãy chọn lại.
form-not-a-number = Hãy ghi một số nguyên bằng chữ số, ví dụ 2.
form-not-a-text = Trình duyệt gửi giá trị lạ. Hãy tải lại trang và chọn lại.
form-not-a-tick = Trình duyệt gửi giá trị lạ. Hãy tải lại trang và chọn lại.
form-number-too-small = Số nhỏ nhất là { $min }. Hãy ghi lại.
form-number-too-large = Số lớn nhất là { $max }. Hãy ghi lại.
form-date-malformed = “{ $input }” chưa phải ngày. Hãy ghi theo kiểu 28/02/1990.
form-date-not-real = Không có ngày { $input } trên lịch. Hãy xem lại ngày và tháng.
form-date-incomplete = Mục này cần đủ ngày, tháng, năm. Hãy ghi theo kiểu 28/02/1990.
form-date-out-of-range = Năm trong “{ $input }” không hợp lý. Hãy ghi năm từ 1800 đến 2200.
form-invalid = Câu trả lời không hợp lệ. Hãy xem lại mục này.
form-rule = Các câu trả lời chưa khớp nhau. Ông/bà xem lại những ô có liên quan.
form-repeats-other = Ở phần trước ông/bà đã khai mình là người này, nhưng ở đây ghi khác. Hãy ghi giống phần trước, hoặc sửa lại phần trước.
form-rule-unclear = Chưa kiểm tra được mục này cùng các mục liên quan. Hãy xem lại; nếu vẫn vậy, báo bộ phận hỗ trợ.
form-unknown-field = Tờ khai không có mục “{ $field }”. Hãy tải lại trang rồi gửi lại.
form-unknown-page = Tờ khai không có trang này. Hãy trở về trang đầu của tờ khai.
form-too-large = Tờ khai dài quá { $limit } ký tự. Ông/bà viết gọn lại những câu trả lời dài.
form-read-only-field = Mục này do cơ sở dữ liệu nhà nước trả lời nên không sửa ở đây được. Nếu sai, hãy đề nghị cơ quan quản lý dữ liệu điều chỉnh.

## The catalogue
catalogue-unreadable = Tệp thủ tục không đúng định dạng: { $reason }. Người quản trị sửa tệp rồi nạp lại.
catalogue-not-compiled = Thủ tục { $code } có điều kiện không chạy được ở { $place }: { $reason }. Người quản trị sửa rồi kiểm tra lại.
catalogue-has-errors = Bản { $revision } của thủ tục { $code } còn lỗi: { $finding }. Người quản trị sửa hết lỗi rồi công bố.
catalogue-overlapping-revisions = Hai bản { $first } và { $second } của thủ tục { $code } cùng có hiệu lực một ngày. Người quản trị đặt lại ngày hiệu lực.
catalogue-not-in-force = Thủ tục { $code } chưa có bản nào có hiệu lực vào ngày { $on }. Anh/chị chọn ngày khác, hoặc đến bộ phận một cửa.
catalogue-channel-closed = Thủ tục { $code } không nhận hồ sơ theo cách này ({ $channel }). Anh/chị chọn cách nộp khác.
catalogue-no-price = Chưa có mức phí cho cách nộp này ({ $channel }) vào ngày { $on }. Anh/chị chọn cách nộp khác; người quản trị cần bổ sung mức phí { $fee }.
catalogue-no-fee-count = Chưa biết số lượng để tính phí. Anh/chị điền ô số lượng rồi đi tiếp.
catalogue-fee-unclear = Chưa tính được phí từ các câu trả lời. Anh/chị xem lại tờ khai; nếu vẫn vậy, hỏi bộ phận một cửa.
catalogue-unknown-placeholder = Mẫu kết quả gọi tên “{ $placeholder }” không có. Người quản trị sửa mẫu.
catalogue-broken-template = Mẫu kết quả mở ngoặc ở vị trí { $at } mà không đóng. Người quản trị sửa mẫu.
